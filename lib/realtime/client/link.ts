import type { LiveConnection } from '#lib/realtime/client/connection';

/** `live`: pushed; `polling`: no connection, fetched every few seconds; `reaching`: neither works yet; `offline`: the device. */
export type LinkStatus = 'live' | 'polling' | 'reaching' | 'offline';

/** How this tab learns of changes, from what the connection, the polling and the device say. */
export interface Link {
  readonly status: () => LinkStatus;
  readonly onChange: (listener: () => void) => () => void;
  /** Told what the last request to the house came to. */
  readonly hearReachable: (reachable: boolean) => void;
  /** Something that the status is made of may have changed. */
  readonly tell: () => void;
}

export function createLink(connection: LiveConnection): Link {
  const listeners = new Set<() => void>();
  let isReachable = false;

  const tell = (): void => {
    for (const listener of listeners) listener();
  };

  return {
    status: () => {
      // A socket may outlive the network for a while, and would claim to be live.
      if (!navigator.onLine) return 'offline';
      if (connection.isConnected()) return 'live';
      return isReachable ? 'polling' : 'reaching';
    },
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    hearReachable: (reachable) => {
      // The house is back: the connection, which may be waiting out a long retry, follows at once.
      if (reachable && !isReachable && !connection.isConnected()) connection.reconnect();
      isReachable = reachable;
      tell();
    },
    tell,
  };
}
