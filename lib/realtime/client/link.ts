import type { LiveConnection } from '#lib/realtime/client/connection';

/**
 * `live`: pushed, and heard of within the last seconds; `checking`: pushed until a while ago, and just asked; `polling`: no connection, fetched every few seconds; `reaching`: neither has worked yet; `returning`: it
 * worked before; `offline`: the device has no network.
 */
export type LinkStatus = 'live' | 'checking' | 'polling' | 'reaching' | 'returning' | 'offline';

/** How this tab learns of changes, from what the connection, the polling and the device say. */
export interface Link {
  readonly status: () => LinkStatus;
  readonly onChange: (listener: () => void) => () => void;
  /** Told what the last request to the house came to. */
  readonly hearReachable: (reachable: boolean) => void;
  /** Something that the status is made of may have changed. */
  readonly tell: () => void;
}

/** Invariant: `polling` is claimed only once a request has succeeded since the connection was last heard. */
export function createLink(connection: Pick<LiveConnection, 'isJoined' | 'isHearing' | 'reconnect'>): Link {
  const listeners = new Set<() => void>();
  let isReachable = false;
  let hasWorked = false;
  let wasHearing = false;

  const tell = (): void => {
    const isHearing = connection.isHearing();
    // What was fetched while the connection lived says nothing about now.
    if (wasHearing && !isHearing) isReachable = false;
    wasHearing = isHearing;
    hasWorked ||= isHearing || isReachable;
    for (const listener of listeners) listener();
  };

  return {
    status: () => {
      // A socket may outlive the network for a while, and would claim to be live.
      if (!navigator.onLine) return 'offline';
      if (connection.isHearing()) return 'live';
      if (connection.isJoined()) return 'checking';
      if (isReachable) return 'polling';
      return hasWorked ? 'returning' : 'reaching';
    },
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    hearReachable: (reachable) => {
      // The house is back: the connection, which may be waiting out a long retry, follows at once.
      if (reachable && !isReachable && !connection.isHearing()) connection.reconnect();
      isReachable = reachable;
      tell();
    },
    tell,
  };
}
