import type { Connection, SignedInUser } from './connection.ts';
import { encodeFrame } from './frames.ts';

/**
 * Which users are signed in, with which connections, and who watches whom. A user is online while at
 * least one connection is signed in as them.
 */
export class Users {
  readonly #connections = new Map<string, Set<Connection>>();
  readonly #watchers = new Map<string, Set<Connection>>();
  readonly #watchlistEvents: boolean;

  constructor(options: { readonly watchlistEvents: boolean }) {
    this.#watchlistEvents = options.watchlistEvents;
  }

  get onlineCount(): number {
    return this.#connections.size;
  }

  connectionsOf(userId: string): readonly Connection[] {
    return [...(this.#connections.get(userId) ?? [])];
  }

  /** Signs a connection in; its earlier sign-in as the same user is replaced. */
  signIn(connection: Connection, user: SignedInUser): void {
    if (connection.user) this.#stopWatching(connection, connection.user);
    connection.user = user;
    const connections = this.#connections.get(user.id);
    if (connections) {
      connections.add(connection);
    } else {
      this.#connections.set(user.id, new Set([connection]));
      this.#tellWatchers('online', user.id);
    }
    if (!this.#watchlistEvents) return;
    for (const watched of user.watchlist) addTo(this.#watchers, watched, connection);
  }

  /** Tells a newly signed-in connection who of its watchlist is online and who is not. */
  sendWatchlistState(connection: Connection): void {
    const watchlist = connection.user?.watchlist ?? [];
    if (!this.#watchlistEvents || watchlist.length === 0) return;
    const online = watchlist.filter((userId) => this.#connections.has(userId));
    const offline = watchlist.filter((userId) => !this.#connections.has(userId));
    const events = [
      { name: 'online', user_ids: online },
      { name: 'offline', user_ids: offline },
    ].filter((event) => event.user_ids.length > 0);
    connection.send({ event: 'pusher_internal:watchlist_events', data: JSON.stringify({ events }) });
  }

  /** Forgets a closed connection. */
  drop(connection: Connection): void {
    const user = connection.user;
    if (!user) return;
    this.#stopWatching(connection, user);
    if (removeFrom(this.#connections, user.id, connection) === 'emptied') {
      this.#tellWatchers('offline', user.id);
    }
  }

  #stopWatching(connection: Connection, user: SignedInUser): void {
    for (const watched of user.watchlist) removeFrom(this.#watchers, watched, connection);
  }

  #tellWatchers(name: 'online' | 'offline', userId: string): void {
    const watchers = this.#watchers.get(userId);
    if (!watchers) return;
    const frame = encodeFrame({
      event: 'pusher_internal:watchlist_events',
      data: JSON.stringify({ events: [{ name, user_ids: [userId] }] }),
    });
    for (const watcher of watchers) watcher.sendFrame(frame);
  }
}

function addTo(sets: Map<string, Set<Connection>>, key: string, connection: Connection): void {
  const set = sets.get(key);
  if (set) set.add(connection);
  else sets.set(key, new Set([connection]));
}

/** Removes one entry, and the set when it becomes empty, so that absent users cost nothing. */
function removeFrom(
  sets: Map<string, Set<Connection>>,
  key: string,
  connection: Connection,
): 'emptied' | 'kept' {
  const set = sets.get(key);
  if (!set?.delete(connection) || set.size > 0) return 'kept';
  sets.delete(key);
  return 'emptied';
}
