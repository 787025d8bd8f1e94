import type { Connection } from './connection.ts';

export interface Member {
  readonly userId: string;
  readonly userInfo: unknown;
}

/**
 * Who is in one presence channel. A user may be there with several connections and is one member: they
 * arrive with the first and leave with the last.
 */
export class PresenceRoster {
  readonly #members = new Map<string, { readonly userInfo: unknown; connections: number }>();
  readonly #userIds = new Map<Connection, string>();

  get memberCount(): number {
    return this.#members.size;
  }

  get userIds(): Iterable<string> {
    return this.#members.keys();
  }

  has(userId: string): boolean {
    return this.#members.has(userId);
  }

  userIdOf(connection: Connection): string | undefined {
    return this.#userIds.get(connection);
  }

  /** Adds a connection and returns whether its user is new to the channel. */
  join(connection: Connection, member: Member): boolean {
    this.#userIds.set(connection, member.userId);
    const present = this.#members.get(member.userId);
    if (present) {
      present.connections += 1;
      return false;
    }
    this.#members.set(member.userId, { userInfo: member.userInfo, connections: 1 });
    return true;
  }

  /** Removes a connection and returns the user's id if that was their last one. */
  leave(connection: Connection): string | undefined {
    const userId = this.#userIds.get(connection);
    if (userId === undefined) return undefined;
    this.#userIds.delete(connection);
    const present = this.#members.get(userId);
    if (!present) return undefined;
    present.connections -= 1;
    if (present.connections > 0) return undefined;
    this.#members.delete(userId);
    return userId;
  }

  /** The roster as `pusher_internal:subscription_succeeded` carries it. */
  snapshot(): { ids: string[]; hash: Record<string, unknown>; count: number } {
    const ids: string[] = [];
    const entries: [string, unknown][] = [];
    for (const [userId, member] of this.#members) {
      ids.push(userId);
      entries.push([userId, member.userInfo ?? {}]);
    }
    // `fromEntries` defines own properties, so a user called "__proto__" stays a member like any other.
    return { ids, hash: Object.fromEntries(entries), count: ids.length };
  }
}
