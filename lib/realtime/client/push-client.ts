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
  /** Asks for an answer, which `onMessage` is told of. */
  readonly ping: () => void;
  /** Tries at once, where the library would wait out its retries. Of no effect while connected. */
  readonly reconnect: () => void;
  /** Gives up a connection that is thought to be dead, and opens another. */
  readonly reopen: () => void;
  readonly close: () => void;
}

/** A page out of sight notices after this long that its connection died without a word; one in sight asks by itself. */
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

export interface PushClientOptions {
  readonly endpoint: LiveEndpoint;
  /** The library could not be loaded; whoever waits for it may ask again later. */
  readonly onFailure: () => void;
  /** Something came, whatever it was. */
  readonly onMessage: () => void;
}

export function createPushClient({ endpoint, onFailure, onMessage }: PushClientOptions): PushClient {
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
      pusher.connection.bind('message', onMessage);
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
    ping: () => whenOpened((pusher) => void pusher.send_event('pusher:ping', {})),
    reopen: () =>
      whenOpened((pusher) => {
        pusher.disconnect();
        pusher.connect();
      }),
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
