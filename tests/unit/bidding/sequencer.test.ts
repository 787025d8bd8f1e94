import { describe, expect, it, vi } from 'vitest';
import { createSequencer, laneFull, type SequencerOptions } from '#lib/bidding/sequencer';

/** A group under way, ended by the test. */
interface Group {
  readonly commands: readonly number[];
  readonly finish: () => void;
  readonly fail: (error: unknown) => void;
}

function heldSequencer(options: Partial<SequencerOptions<number, string>> = {}) {
  const groups: Group[] = [];
  const sequencer = createSequencer<number, string>({
    execute: (commands) =>
      new Promise((resolve, reject) => {
        groups.push({
          commands,
          finish: () => resolve(commands.map((command) => `done ${command}`)),
          fail: reject,
        });
      }),
    isRetryable: () => true,
    lanes: 2,
    worthwhile: 2,
    groupSize: 3,
    queueLength: 4,
    ...options,
  });
  const nth = async (index: number): Promise<Group> => {
    await vi.waitUntil(() => groups.length > index);
    const group = groups[index];
    if (!group) throw new Error('the group has started');
    return group;
  };
  return { sequencer, groups, nth };
}

describe('a lone command', () => {
  it('goes at once, and is answered with its own outcome', async () => {
    const { sequencer, nth } = heldSequencer();
    const answer = sequencer.submit(0, 7);
    const group = await nth(0);
    expect(group.commands).toEqual([7]);
    group.finish();
    expect(await answer).toBe('done 7');
    await vi.waitUntil(() => sequencer.depth() === 0);
  });
});

describe('commands that arrive while a group is under way', () => {
  it('go together in the next, in the order of their arrival, at most a group’s size', async () => {
    const { sequencer, groups, nth } = heldSequencer();
    const answers = [1, 2, 3, 4, 5].map((command) => sequencer.submit(0, command));
    expect(groups.map(({ commands }) => commands)).toEqual([[1]]);
    (await nth(0)).finish();
    const second = await nth(1);
    expect(second.commands).toEqual([2, 3, 4]);
    second.finish();
    (await nth(2)).finish();
    expect(await Promise.all(answers)).toEqual([1, 2, 3, 4, 5].map((command) => `done ${command}`));
  });

  it('include those of callers who speak again as soon as they are answered', async () => {
    const { sequencer, groups, nth } = heldSequencer({
      groupSize: 10,
      giveTurn: () => new Promise((resolve) => void setImmediate(resolve)),
    });
    const caller = async (command: number): Promise<void> => {
      await sequencer.submit(0, command);
      await sequencer.submit(0, command * 10);
    };
    const first = sequencer.submit(0, 0);
    const callers = [1, 2, 3].map(caller);
    (await nth(0)).finish();
    await first;
    (await nth(1)).finish();
    (await nth(2)).finish();
    await Promise.all(callers);
    expect(groups.map(({ commands }) => commands)).toEqual([[0], [1, 2, 3], [10, 20, 30]]);
  });

  it('go with those of other lanes where few wait, as nothing small goes beside something small', async () => {
    const { sequencer, groups, nth } = heldSequencer();
    const answers = [sequencer.submit(0, 1), sequencer.submit(1, 2), sequencer.submit(0, 3)];
    expect(groups.map(({ commands }) => commands)).toEqual([[1]]);
    (await nth(0)).finish();
    const second = await nth(1);
    expect(second.commands).toEqual([3, 2]);
    second.finish();
    expect(await Promise.all(answers)).toEqual(['done 1', 'done 2', 'done 3']);
    await vi.waitUntil(() => sequencer.depth() === 0);
  });

  it('do not wait for those of another lane once they are worth a transaction', async () => {
    const { sequencer, groups } = heldSequencer();
    void sequencer.submit(0, 1);
    void sequencer.submit(1, 2);
    expect(groups.map(({ commands }) => commands)).toEqual([[1]]);
    void sequencer.submit(1, 3);
    expect(groups.map(({ commands }) => commands)).toEqual([[1], [2, 3]]);
    expect(sequencer.depth()).toBe(3);
  });

  it('do not wait for a large group of another lane, however few they are', async () => {
    const { sequencer, groups, nth } = heldSequencer();
    const answers = [1, 2, 3].map((command) => sequencer.submit(0, command));
    (await nth(0)).finish();
    expect((await nth(1)).commands).toEqual([2, 3]);
    void sequencer.submit(1, 4);
    expect(groups.map(({ commands }) => commands)).toEqual([[1], [2, 3], [4]]);
    (await nth(1)).finish();
    await Promise.all(answers);
  });

  it('are refused without being decided when the lane is full', async () => {
    const { sequencer, nth } = heldSequencer();
    const answers = [1, 2, 3, 4, 5].map((command) => sequencer.submit(0, command));
    expect(await sequencer.submit(0, 6)).toBe(laneFull);
    (await nth(0)).finish();
    (await nth(1)).finish();
    (await nth(2)).finish();
    expect(await Promise.all(answers)).not.toContain(laneFull);
  });
});

describe('a group that fails', () => {
  it('is split until the bad command stands alone, and its neighbours are answered', async () => {
    const poisoned = 3;
    const sequencer = createSequencer<number, string>({
      execute: (commands) =>
        commands.includes(poisoned)
          ? Promise.reject(new Error('poisoned'))
          : Promise.resolve(commands.map((command) => `done ${command}`)),
      isRetryable: () => true,
      lanes: 1,
      worthwhile: 10,
      groupSize: 10,
      queueLength: 10,
    });
    const answers = await Promise.allSettled([1, 2, 3, 4, 5].map((command) => sequencer.submit(0, command)));
    expect(answers.map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
      'rejected',
      'fulfilled',
      'fulfilled',
    ]);
  });

  it('is not tried again when it may have been committed', async () => {
    const { sequencer, groups, nth } = heldSequencer({ isRetryable: () => false });
    const first = sequencer.submit(0, 1);
    const others = [2, 3].map((command) => sequencer.submit(0, command));
    (await nth(0)).finish();
    await first;
    (await nth(1)).fail(new Error('the connection was lost during the commit'));
    const settled = await Promise.allSettled(others);
    expect(settled.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(groups).toHaveLength(2);
  });

  it('does not stop its lane', async () => {
    const { sequencer, nth } = heldSequencer();
    const bad = sequencer.submit(0, 1);
    (await nth(0)).fail(new Error('out of order'));
    await expect(bad).rejects.toThrow('out of order');
    const good = sequencer.submit(0, 2);
    (await nth(1)).finish();
    expect(await good).toBe('done 2');
  });
});
