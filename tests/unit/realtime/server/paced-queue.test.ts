import { describe, expect, test } from 'vitest';
import { createPacedQueue } from '#lib/realtime/server/paced-queue';

const intervalMs = 50;

function setUp() {
  let now = 1000;
  const queue = createPacedQueue<string>(intervalMs, () => now);
  return { queue, pass: (ms: number) => (now += ms) };
}

describe('who waits to be told', () => {
  test('is due at once when not told lately', () => {
    const { queue } = setUp();
    expect(queue.dueInMs()).toBe(Number.POSITIVE_INFINITY);
    queue.add('a');
    expect(queue.dueInMs()).toBe(0);
    expect(queue.takeDue()).toEqual(['a']);
    expect(queue.dueInMs()).toBe(Number.POSITIVE_INFINITY);
  });

  test('is otherwise due when the interval is over, however often it is added', () => {
    const { queue, pass } = setUp();
    queue.add('a');
    queue.takeDue();
    pass(20);
    for (let time = 0; time < 3; time += 1) queue.add('a');
    expect(queue.dueInMs()).toBe(30);
    pass(29);
    expect(queue.takeDue()).toEqual([]);
    pass(1);
    expect(queue.dueInMs()).toBe(0);
    expect(queue.takeDue()).toEqual(['a']);
    queue.add('a');
    expect(queue.dueInMs()).toBe(intervalMs);
  });

  test('does not hold up others', () => {
    const { queue, pass } = setUp();
    queue.add('a');
    queue.takeDue();
    pass(10);
    queue.add('a');
    queue.add('b');
    expect(queue.dueInMs()).toBe(0);
    expect(queue.takeDue()).toEqual(['b']);
    expect(queue.dueInMs()).toBe(40);
  });

  test('is due at once again when it could not be told', () => {
    const { queue } = setUp();
    queue.add('a');
    queue.putBack(queue.takeDue());
    expect(queue.dueInMs()).toBe(0);
    expect(queue.takeDue()).toEqual(['a']);
  });
});
