/**
 * The push service's library, loaded and opened when it is first needed. Invariants: at most one is open; one that was
 * closed while it was being loaded is never opened.
 */
import type Pusher from 'pusher-js';
import { addressOf, type LiveEndpoint } from '#lib/realtime/client/endpoint';

export interface PushClient {
  readonly open: () => Promise<Pusher>;
  /** What is open or opening; null when nothing is. */
  readonly opened: () => Promise<Pusher> | null;
  readonly isConnected: () => boolean;
  /** Told whenever `isConnected` may have changed. */
  readonly onChange: (listener: () => void) => () => void;
  readonly reconnect: () => void;
  readonly close: () => void;
}

/** A connection that died without a word is noticed after this long, and the page does not claim to be live meanwhile. */
const silenceMs = 20_000;
const pongMs = 5000;

async function loadClient(endpoint: LiveEndpoint, isWanted: () => boolean): Promise<Pusher> {
  const { default: PusherClient } = await import('pusher-js');
  if (!isWanted()) throw new Error('closed before it was opened');
  const address = addressOf(endpoint, window.location);
  return new PusherClient(endpoint.key, {
    cluster: endpoint.cluster ?? '',
    channelAuthorization: { endpoint: '/api/pusher/auth', transport: 'ajax' },
    activityTimeout: silenceMs,
    pongTimeout: pongMs,
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

/** @param onFailure the library could not be loaded; whoever waits for it may ask again later. */
export function createPushClient(endpoint: LiveEndpoint, onFailure: () => void): PushClient {
  const observers = new Set<() => void>();
  let client: Promise<Pusher> | null = null;
  let connected = false;

  const setConnected = (now: boolean): void => {
    connected = now;
    for (const tell of observers) tell();
  };

  const open = (): Promise<Pusher> => {
    if (client) return client;
    const opening: Promise<Pusher> = loadClient(endpoint, () => client === opening).then((pusher) => {
      pusher.connection.bind('state_change', ({ current }: { readonly current: string }) =>
        setConnected(current === 'connected'),
      );
      return pusher;
    });
    opening.catch(() => {
      if (client !== opening) return;
      client = null;
      onFailure();
    });
    client = opening;
    return opening;
  };

  const whenOpened = (act: (pusher: Pusher) => void): void => {
    client?.then(act).catch(() => undefined);
  };

  return {
    open,
    opened: () => client,
    isConnected: () => connected,
    onChange: (listener) => {
      observers.add(listener);
      return () => observers.delete(listener);
    },
    reconnect: () =>
      whenOpened((pusher) => {
        if (pusher.connection.state === 'connected') return;
        pusher.disconnect();
        pusher.connect();
      }),
    close: () => {
      whenOpened((pusher) => pusher.disconnect());
      client = null;
      connected = false;
    },
  };
}
