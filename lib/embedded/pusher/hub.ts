import { ChannelCache } from './channel-cache.ts';
import { type ChannelKind, channelKind } from './channel-names.ts';
import type { Connection } from './connection.ts';
import { encodeFrame } from './frames.ts';
import type { Limits, Settings } from './limits.ts';
import { type Member, PresenceRoster } from './presence-roster.ts';
import { SubscriptionCounts } from './subscription-counts.ts';
import type { WebhookEvent } from './webhook-events.ts';

/** A channel exists while somebody listens to it. */
export interface Channel {
  readonly name: string;
  readonly kind: ChannelKind;
  readonly subscribers: Set<Connection>;
  /** Present on presence channels only. */
  readonly roster: PresenceRoster | null;
  /** One cache miss is reported per empty channel, however many clients meet it. */
  cacheMissReported: boolean;
}

export interface Publication {
  readonly channel: string;
  readonly event: string;
  readonly data?: string;
  /** The connection that must not receive it: the sender, or the one a trigger excludes. */
  readonly except?: Connection | undefined;
  /** The sending member of a client event on a presence channel. */
  readonly userId?: string | undefined;
}

/**
 * Who listens to what. Invariants: a channel has at least one subscriber; a connection is among a
 * channel's subscribers exactly when the channel is among the connection's names.
 */
export class Hub {
  readonly channels = new Map<string, Channel>();
  readonly cache: ChannelCache;
  deliveries = 0;

  readonly #notify: (event: WebhookEvent) => void;
  readonly #counts: SubscriptionCounts | null;

  constructor(options: {
    readonly limits: Limits;
    readonly settings: Settings;
    readonly notify: (event: WebhookEvent) => void;
  }) {
    this.#notify = options.notify;
    this.cache = new ChannelCache({
      lifetimeSeconds: options.limits.cacheSeconds,
      capacity: options.limits.cachedChannels,
    });
    this.#counts = options.settings.subscriptionCounts
      ? new SubscriptionCounts({
          immediateUpTo: options.limits.subscriptionCountImmediateUpTo,
          intervalSeconds: options.limits.subscriptionCountIntervalSeconds,
          announce: (channel) => {
            this.#announceCount(channel);
          },
        })
      : null;
  }

  /**
   * Adds a connection to a channel, confirms it to the client, replays or reports the cache, and tells
   * whoever has to know. The caller has checked name, signature and limits.
   */
  subscribe(
    connection: Connection,
    target: { readonly name: string; readonly kind: ChannelKind; readonly member?: Member | undefined },
  ): void {
    const channel = this.channels.get(target.name) ?? this.#createChannel(target.name, target.kind);
    channel.subscribers.add(connection);
    connection.rememberChannel(channel.name);
    const isNewMember =
      channel.roster && target.member ? channel.roster.join(connection, target.member) : false;

    connection.send({
      event: 'pusher_internal:subscription_succeeded',
      channel: channel.name,
      data: channel.roster ? JSON.stringify({ presence: channel.roster.snapshot() }) : '{}',
    });
    if (channel.kind.isCache) this.#replayCache(connection, channel);
    if (isNewMember && target.member) this.#announceMember(channel, target.member, connection);
    this.#countChanged(channel);
  }

  /** Removes a connection from a channel; does nothing if it is not subscribed. */
  unsubscribe(connection: Connection, name: string): void {
    const channel = this.channels.get(name);
    if (!channel?.subscribers.delete(connection)) return;
    connection.forgetChannel(name);
    const departed = channel.roster?.leave(connection);
    if (departed !== undefined) {
      this.publish({
        channel: name,
        event: 'pusher_internal:member_removed',
        data: JSON.stringify({ user_id: departed }),
      });
      this.#notify({ name: 'member_removed', channel: name, user_id: departed });
    }
    if (channel.subscribers.size === 0) {
      this.channels.delete(name);
      if (isReported(channel)) this.#notify({ name: 'channel_vacated', channel: name });
    }
    this.#countChanged(channel);
  }

  /** Removes a closed connection from everything it listened to. */
  drop(connection: Connection): void {
    // Each step deletes the name that it is at, which iterating a Set allows.
    for (const name of connection.channelNames) this.unsubscribe(connection, name);
  }

  /** Sends one event to the subscribers of a channel: framed once, written to each. */
  publish(publication: Publication): void {
    const channel = this.channels.get(publication.channel);
    if (!channel) return;
    const frame = encodeFrame({
      event: publication.event,
      channel: publication.channel,
      ...(publication.data === undefined ? {} : { data: publication.data }),
      ...(publication.userId === undefined ? {} : { user_id: publication.userId }),
    });
    for (const subscriber of channel.subscribers) {
      if (subscriber !== publication.except && subscriber.sendFrame(frame)) this.deliveries += 1;
    }
  }

  /** Whether an event would reach anybody: who listens now, or who joins a cache channel later. */
  mayBeHeard(name: string): boolean {
    return this.channels.has(name) || channelKind(name).isCache;
  }

  /** Keeps an event triggered over the HTTP API for those who subscribe to its cache channel later. */
  remember(name: string, cached: { readonly event: string; readonly data: string }): void {
    this.cache.put(name, cached);
    const channel = this.channels.get(name);
    if (channel) channel.cacheMissReported = false;
  }

  close(): void {
    this.#counts?.close();
  }

  #createChannel(name: string, kind: ChannelKind): Channel {
    const channel: Channel = {
      name,
      kind,
      subscribers: new Set(),
      roster: kind.type === 'presence' ? new PresenceRoster() : null,
      cacheMissReported: false,
    };
    this.channels.set(name, channel);
    if (isReported(channel)) this.#notify({ name: 'channel_occupied', channel: name });
    return channel;
  }

  #replayCache(connection: Connection, channel: Channel): void {
    const cached = this.cache.get(channel.name);
    if (cached) {
      connection.send({ event: cached.event, channel: channel.name, data: cached.data });
      return;
    }
    connection.send({ event: 'pusher:cache_miss', channel: channel.name, data: '{}' });
    if (channel.cacheMissReported) return;
    channel.cacheMissReported = true;
    this.#notify({ name: 'cache_miss', channel: channel.name });
  }

  #announceMember(channel: Channel, member: Member, except: Connection): void {
    this.publish({
      channel: channel.name,
      event: 'pusher_internal:member_added',
      data: JSON.stringify({ user_id: member.userId, user_info: member.userInfo ?? {} }),
      except,
    });
    this.#notify({ name: 'member_added', channel: channel.name, user_id: member.userId });
  }

  #countChanged(channel: Channel): void {
    if (channel.kind.type === 'presence' || !isReported(channel)) return;
    this.#counts?.changed(channel.name, channel.subscribers.size);
  }

  #announceCount(name: string): void {
    const count = this.channels.get(name)?.subscribers.size ?? 0;
    this.publish({
      channel: name,
      event: 'pusher_internal:subscription_count',
      data: JSON.stringify({ subscription_count: count }),
    });
    this.#notify({ name: 'subscription_count', channel: name, subscription_count: count });
  }
}

/** Server-to-user channels are the server's own plumbing and appear in no report. */
function isReported(channel: Channel): boolean {
  return channel.kind.type !== 'server-to-user';
}
