import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createLink } from '#lib/realtime/client/link';

const device = { onLine: true };

beforeEach(() => {
  device.onLine = true;
  vi.stubGlobal('navigator', device);
});
afterEach(() => vi.unstubAllGlobals());

/** A link over a connection that the test turns on and off. */
function setUp() {
  const connection = { isJoined: false, hears: false, reconnects: 0 };
  const link = createLink({
    isJoined: () => connection.isJoined,
    isHearing: () => connection.hears,
    reconnect: () => (connection.reconnects += 1),
  });
  const turn = (hears: boolean): void => {
    connection.isJoined = connection.hears = hears;
    link.tell();
  };
  return { link, connection, turn };
}

describe('what the page says of its link', () => {
  test('connecting, until the connection hears', () => {
    const { link, turn } = setUp();
    expect(link.status()).toBe('reaching');
    turn(true);
    expect(link.status()).toBe('live');
  });

  test('polling only once a request has succeeded since the connection was lost', () => {
    const { link, turn } = setUp();
    turn(true);
    link.hearReachable(true);
    turn(false);
    expect(link.status()).toBe('returning');
    link.hearReachable(true);
    expect(link.status()).toBe('polling');
    link.hearReachable(false);
    expect(link.status()).toBe('returning');
  });

  test('that it is being checked while nobody knows whether the connection still hears', () => {
    const { link, connection, turn } = setUp();
    turn(true);
    connection.hears = false;
    link.tell();
    expect(link.status()).toBe('checking');
    link.hearReachable(true);
    expect(link.status()).toBe('checking');
    turn(false);
    link.hearReachable(true);
    expect(link.status()).toBe('polling');
  });

  test('polling where the connection never comes about', () => {
    const { link } = setUp();
    link.hearReachable(false);
    expect(link.status()).toBe('reaching');
    link.hearReachable(true);
    expect(link.status()).toBe('polling');
  });

  test('offline while the device is, whatever the socket believes', () => {
    const { link, turn } = setUp();
    turn(true);
    device.onLine = false;
    expect(link.status()).toBe('offline');
  });

  test('a house that answers again makes the connection try at once, once', () => {
    const { link, connection } = setUp();
    link.hearReachable(true);
    link.hearReachable(true);
    expect(connection.reconnects).toBe(1);
    link.hearReachable(false);
    link.hearReachable(true);
    expect(connection.reconnects).toBe(2);
  });

  test('everybody is told of every change', () => {
    const { link, turn } = setUp();
    const told = vi.fn<() => void>();
    const stop = link.onChange(told);
    turn(true);
    link.hearReachable(true);
    stop();
    turn(false);
    expect(told).toHaveBeenCalledTimes(2);
  });
});
