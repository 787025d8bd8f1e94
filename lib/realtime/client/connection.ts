/**
 * The tab's one connection to the push service. Invariants: nothing is loaded or opened before somebody listens; a channel
 * is subscribed exactly while it has listeners (and a moment longer, so that scrolling does not churn); `onSubscribed` runs
 * after every subscription, including those that a reconnection renews.
 */
import type { Channel } from 'pusher-js';
import type { LiveEndpoint } from '#lib/realtime/client/endpoint';
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
  readonly isConnected: () => boolean;
  /** Told whenever `isConnected` may have changed. */
  readonly onChange: (listener: () => void) => () => void;
  /** Tries at once, where the library would wait out its retries. Of no effect while connected. */
  readonly reconnect: () => void;
  /** Whoever listens afterwards opens it again. */
  readonly close: () => void;
}

const lingerMs = 5000;
const retryMs = 10_000;

export function createLiveConnection(endpoint: LiveEndpoint): LiveConnection {
  const listeners = new Map<string, Set<ChannelListener>>();
  // Until the library can be loaded, the page is kept up to date by polling.
  const client = createPushClient(endpoint, () => setTimeout(() => subscribeAll(), retryMs));

  const relay = (channel: Channel): void => {
    channel.bind_global((event: string, data: unknown) => {
      for (const listener of listeners.get(channel.name) ?? []) {
        if (event === 'pusher:subscription_succeeded') listener.onSubscribed?.();
        listener.events[event]?.(data);
      }
    });
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
    if (!listeners.has(channel)) pusher?.unsubscribe(channel);
  };

  return {
    listen: (listener) => {
      const { channel } = listener;
      const own = listeners.get(channel) ?? new Set();
      listeners.set(channel, own.add(listener));
      subscribe(listener).catch(() => undefined);
      return () => {
        own.delete(listener);
        setTimeout(() => void leaveIfSilent(channel).catch(() => undefined), lingerMs);
      };
    },
    isConnected: client.isConnected,
    onChange: client.onChange,
    reconnect: client.reconnect,
    close: () => {
      listeners.clear();
      client.close();
    },
  };
}
