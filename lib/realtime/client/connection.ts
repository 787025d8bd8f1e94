/**
 * The tab's one connection to the push service. Invariants: nothing is loaded or opened before somebody listens; a channel
 * is subscribed exactly while it has listeners (and a moment longer, so that scrolling does not churn); `onSubscribed` runs
 * after every subscription, including those that a reconnection renews.
 */
import type { Channel } from 'pusher-js';
import { confirmationMs, createChannelBook } from '#lib/realtime/client/channel-book';
import type { LiveEndpoint } from '#lib/realtime/client/endpoint';
import { createPulse } from '#lib/realtime/client/pulse';
import { createPushClient } from '#lib/realtime/client/push-client';

export interface ChannelListener {
  readonly channel: string;
  /** From the event's name to what hears it. */
  readonly events: Readonly<Record<string, (data: unknown) => void>>;
  readonly onSubscribed?: () => void;
}

export interface LiveConnection {
  /** Listens until the returned function is called. */
  readonly listen: (listener: ChannelListener) => () => void;
  /** Connected, and let in where it listens. */
  readonly isJoined: () => boolean;
  /** Whether what happens is pushed here: joined, and heard of within the last seconds. */
  readonly isHearing: () => boolean;
  /** Told whenever `isHearing` may have changed. */
  readonly onChange: (listener: () => void) => () => void;
  /** Tries at once, where the library would wait out its retries. Of no effect while connected. */
  readonly reconnect: () => void;
  /** The page is in sight again: whether it still hears is found out at once. */
  readonly check: () => void;
  /** Whoever listens afterwards opens it again. */
  readonly close: () => void;
}

const lingerMs = 5000;
const retryMs = 10_000;

/** Leave was refused for good, rather than out of reach for the moment. */
const isFinal = (failure: unknown): boolean =>
  typeof failure === 'object' &&
  failure !== null &&
  'status' in failure &&
  (failure.status === 401 || failure.status === 403);

/** @param roundTripMs how long answers of the house have taken lately; null before the first. */
export function createLiveConnection(
  endpoint: LiveEndpoint,
  roundTripMs: () => number | null = () => null,
): LiveConnection {
  const listeners = new Map<string, Set<ChannelListener>>();
  const observers = new Set<() => void>();
  const book = createChannelBook();
  // Until the library can be loaded, the page is kept up to date by polling.
  const client = createPushClient({
    endpoint,
    onFailure: () => setTimeout(() => subscribeAll(), retryMs),
    onMessage: () => pulse.hear(),
  });

  const tell = (): void => {
    for (const observer of observers) observer();
  };
  const pulse = createPulse({ ask: client.ping, onLost: client.reopen, onChange: tell, roundTripMs });
  client.onChange(() => {
    if (client.isConnected()) {
      pulse.hear();
      setTimeout(tell, confirmationMs + 1);
    } else {
      pulse.stop();
      book.clear();
    }
    tell();
  });
  const isJoined = (): boolean => client.isConnected() && book.isPushed();

  const relay = (channel: Channel): void => {
    channel.bind_global((event: string, data: unknown) => {
      if (event === 'pusher:subscription_succeeded') hearConfirmed(channel.name);
      else if (event === 'pusher:subscription_error') hearRefused(channel.name, data);
      // The confirmation itself may have been lost; whoever is told is subscribed.
      else book.confirm(channel.name);
      for (const listener of listeners.get(channel.name) ?? []) listener.events[event]?.(data);
    });
  };

  const hearConfirmed = (channel: string): void => {
    book.confirm(channel);
    tell();
    for (const listener of listeners.get(channel) ?? []) listener.onSubscribed?.();
  };

  /** The library asks for leave once per connection; a house that was out of reach for a moment is asked again. */
  const hearRefused = (channel: string, failure: unknown): void => {
    book.refuse(channel);
    tell();
    if (!isFinal(failure)) setTimeout(() => void subscribeAgain(channel).catch(() => undefined), retryMs);
  };

  const subscribeAgain = async (channel: string): Promise<void> => {
    const pusher = await client.opened();
    if (listeners.has(channel)) pusher?.subscribe(channel);
  };

  const subscribe = async (listener: ChannelListener): Promise<void> => {
    const pusher = await client.open();
    if (!listeners.get(listener.channel)?.has(listener)) return;
    const isKnown = Boolean(pusher.channel(listener.channel));
    // Also where it is known: the library may be about to leave it, and is told to stay.
    const channel = pusher.subscribe(listener.channel);
    if (!isKnown) relay(channel);
    else if (channel.subscribed) listener.onSubscribed?.();
  };

  const subscribeAll = (): void => {
    for (const own of listeners.values())
      for (const listener of own) subscribe(listener).catch(() => undefined);
  };

  const leaveIfSilent = async (channel: string): Promise<void> => {
    if (listeners.get(channel)?.size) return;
    listeners.delete(channel);
    const pusher = await client.opened();
    // Somebody may have begun to listen again meanwhile.
    if (listeners.has(channel)) return;
    pusher?.unsubscribe(channel);
    book.forget(channel);
    tell();
  };

  return {
    listen: (listener) => {
      const { channel } = listener;
      const own = listeners.get(channel) ?? new Set();
      listeners.set(channel, own.add(listener));
      book.ask(channel);
      // By then it is confirmed, or its silence counts against the connection.
      setTimeout(tell, confirmationMs + 1);
      subscribe(listener).catch(() => undefined);
      return () => {
        own.delete(listener);
        setTimeout(() => void leaveIfSilent(channel).catch(() => undefined), lingerMs);
      };
    },
    isJoined,
    isHearing: () => isJoined() && pulse.isFelt(),
    onChange: (observer) => {
      observers.add(observer);
      return () => observers.delete(observer);
    },
    reconnect: client.reconnect,
    check: pulse.look,
    close: () => {
      pulse.stop();
      listeners.clear();
      book.clear();
      client.close();
    },
  };
}
