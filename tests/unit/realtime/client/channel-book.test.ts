import { describe, expect, test } from 'vitest';
import { confirmationMs, createChannelBook } from '#lib/realtime/client/channel-book';

function setUp() {
  let now = 1000;
  const book = createChannelBook(() => now);
  return { book, pass: (ms: number) => (now += ms) };
}

describe('whether a page is pushed to', () => {
  test('not before a channel of its is confirmed', () => {
    const { book } = setUp();
    expect(book.isPushed()).toBe(false);
    book.ask('auction-1');
    expect(book.isPushed()).toBe(false);
    book.confirm('auction-1');
    expect(book.isPushed()).toBe(true);
  });

  test('a further channel may take a moment to be confirmed, and no longer', () => {
    const { book, pass } = setUp();
    book.ask('auction-1');
    book.confirm('auction-1');
    book.ask('auction-2');
    pass(confirmationMs - 1);
    expect(book.isPushed()).toBe(true);
    pass(1);
    expect(book.isPushed()).toBe(false);
    book.confirm('auction-2');
    expect(book.isPushed()).toBe(true);
  });

  test('not while one of its channels is refused; again when it leaves that one', () => {
    const { book } = setUp();
    book.ask('auction-1');
    book.confirm('auction-1');
    book.ask('private-admin');
    book.refuse('private-admin');
    expect(book.isPushed()).toBe(false);
    book.forget('private-admin');
    expect(book.isPushed()).toBe(true);
  });

  test('not after the connection is gone, until its channels are confirmed anew', () => {
    const { book } = setUp();
    book.ask('auction-1');
    book.confirm('auction-1');
    book.clear();
    expect(book.isPushed()).toBe(false);
    book.confirm('auction-1');
    expect(book.isPushed()).toBe(true);
  });

  test('asking again for a channel that is confirmed changes nothing', () => {
    const { book, pass } = setUp();
    book.ask('auction-1');
    book.confirm('auction-1');
    book.ask('auction-1');
    pass(confirmationMs * 2);
    expect(book.isPushed()).toBe(true);
  });
});
