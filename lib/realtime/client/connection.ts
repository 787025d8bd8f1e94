/**
 * The tab's one connection to the push service. Invariants: nothing is loaded or opened before somebody listens; a channel
 * is subscribed exactly while it has listeners (and a moment longer, so that scrolling does not churn); `onSubscribed` runs
 * after every subscription, including those that a reconnection renews.
 */
import type Pusher from 'pusher-js';
import type { Channel } from 'pusher-js';
import { addressOf, type LiveEndpoint } from '#lib/realtime/client/endpoint';

export interface ChannelListener {
  readonly channel: string;
  /** From the event's name to what hears it. */
  readonly events: Readonly<Record<string, (data: unknown) => void>>;
  readonly onSubscribed?: () => void;
}

export interface LiveConnection {
  /** Listens until the returned function is called. */
  listen(listener: ChannelListener): () => void;
  isConnected(): boolean;
  /** Told whenever `isConnected` may have changed. */
  onChange(listener: () => void): () => void;
  /** Tries at once, where the library would wait out its retries. Of no effect while connected. */
  reconnect(): void;
  /** Whoever listens afterwards opens it again. */
  close(): void;
}

const lingerMs = 5000;
const retryMs = 10_000;

/** @param isWanted asked once the library is there: nothing is opened for a page that has gone meanwhile. */
async function openClient(endpoint: LiveEndpoint, isWanted: () => boolean): Promise<Pusher> {
  const { default: PusherClient } = await import('pusher-js');
  if (!isWanted()) throw new Error('closed before it was opened');
  const address = addressOf(endpoint, window.location);
  return new PusherClient(endpoint.key, {
    cluster: endpoint.cluster ?? '',
    channelAuthorization: { endpoint: '/api/pusher/auth', transport: 'ajax' },
    ...(address && {
      wsHost: address.host,
      wsPort: address.port,
      wssPort: address.port,
      forceTLS: address.tls,
      // A page without TLS has nowhere to fall back to that speaks it.
      enabledTransports: address.tls ? ['ws', 'wss'] : ['ws'],
    }),
  });
}

export function createLiveConnection(endpoint: LiveEndpoint): LiveConnection {
  const listeners = new Map<string, Set<ChannelListener>>();
  const observers = new Set<() => void>();
  let client: Promise<Pusher> | null = null;
  let connected = false;

  const connect = (): Promise<Pusher> => {
    if (client) return client;
    const opening: Promise<Pusher> = openClient(endpoint, () => client === opening).then((pusher) => {
      pusher.connection.bind('state_change', ({ current }: { readonly current: string }) => {
        connected = current === 'connected';
        for (const tell of observers) tell();
      });
      return pusher;
    });
    // Where the library cannot be loaded just now, the page is kept up to date by polling until it can.
    opening.catch(() => {
      if (client !== opening) return;
      client = null;
      setTimeout(() => subscribeAll(), retryMs);
    });
    client = opening;
    return opening;
  };

  const relay = (channel: Channel): void => {
    channel.bind_global((event: string, data: unknown) => {
      for (const listener of listeners.get(channel.name) ?? []) {
        if (event === 'pusher:subscription_succeeded') listener.onSubscribed?.();
        listener.events[event]?.(data);
      }
    });
  };

  const subscribe = async (listener: ChannelListener): Promise<void> => {
    const pusher = await connect();
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
    const pusher = await client;
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
    isConnected: () => connected,
    onChange: (listener) => {
      observers.add(listener);
      return () => observers.delete(listener);
    },
    reconnect: () => {
      client
        ?.then((pusher) => {
          if (pusher.connection.state === 'connected') return;
          pusher.disconnect();
          pusher.connect();
        })
        .catch(() => undefined);
    },
    close: () => {
      listeners.clear();
      client?.then((pusher) => pusher.disconnect()).catch(() => undefined);
      client = null;
      connected = false;
    },
  };
}
