import { describe, expect, it } from 'vitest';
import { gather } from '#lib/platform/gather';

/** A joint question whose answers are given by hand. */
function askByHand(options: { readonly concurrency: number; readonly most: number }) {
  const asked: {
    readonly keys: readonly number[];
    readonly settle: () => void;
    readonly fail: (e: Error) => void;
  }[] = [];
  let told: (() => void) | null = null;
  const ask = gather<number, string>({
    ...options,
    answerAll: (keys) =>
      new Promise((resolve, reject) => {
        const known = keys.filter((key) => key > 0);
        asked.push({
          keys,
          settle: () => resolve(new Map(known.map((key) => [key, `answer ${key}`]))),
          fail: reject,
        });
        told?.();
      }),
  });
  const untilAsked = async (times: number) => {
    while (asked.length < times) await new Promise<void>((resolve) => (told = resolve));
  };
  return { ask, asked, untilAsked };
}

describe('gather', () => {
  it('asks once for all that is asked together, and once for what is asked twice', async () => {
    const { ask, asked, untilAsked } = askByHand({ concurrency: 1, most: 10 });
    const answers = Promise.all([ask(1), ask(2), ask(1), ask(-1)]);
    await untilAsked(1);
    expect(asked[0]?.keys).toEqual([1, 2, -1]);
    asked[0]?.settle();
    expect(await answers).toEqual(['answer 1', 'answer 2', 'answer 1', null]);
  });

  it('never answers with a question that was under way already', async () => {
    const { ask, asked, untilAsked } = askByHand({ concurrency: 1, most: 10 });
    const first = ask(1);
    await untilAsked(1);
    const second = ask(1);
    asked[0]?.settle();
    expect(await first).toBe('answer 1');
    await untilAsked(2);
    expect(asked[1]?.keys).toEqual([1]);
    asked[1]?.settle();
    expect(await second).toBe('answer 1');
  });

  it('keeps to its bounds', async () => {
    const { ask, asked, untilAsked } = askByHand({ concurrency: 2, most: 2 });
    const answers = Promise.all([1, 2, 3, 4, 5].map(ask));
    await untilAsked(1);
    asked[0]?.settle();
    await untilAsked(2);
    asked[1]?.settle();
    await untilAsked(3);
    asked[2]?.settle();
    expect(asked.map(({ keys }) => keys)).toEqual([[1, 2], [3, 4], [5]]);
    expect(await answers).toHaveLength(5);
  });

  it('fails those whose question failed, and nobody after them', async () => {
    const { ask, asked, untilAsked } = askByHand({ concurrency: 1, most: 10 });
    const first = ask(1);
    await untilAsked(1);
    asked[0]?.fail(new Error('out of reach'));
    await expect(first).rejects.toThrow('out of reach');
    const second = ask(2);
    await untilAsked(2);
    asked[1]?.settle();
    expect(await second).toBe('answer 2');
  });
});
