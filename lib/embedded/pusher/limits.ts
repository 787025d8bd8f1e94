/**
 * Every bound of the server in one place. The defaults are those that Pusher Channels documents,
 * or, where it documents none, what keeps one process small and predictable.
 */
export interface Limits {
  /** Open connections before newcomers get 4004. */
  readonly connections: number;
  /** Connections accepted in one second before newcomers get 4100 and come back later. */
  readonly newConnectionsPerSecond: number;
  readonly channelsPerConnection: number;
  /** Pusher allows 164 characters, the prefix included. */
  readonly channelNameCharacters: number;
  readonly eventNameCharacters: number;
  /** The `data` of one event, in UTF-8 bytes. */
  readonly eventDataBytes: number;
  /** One frame from a client; a larger one closes the socket (1009). */
  readonly inboundFrameBytes: number;
  readonly clientEventsPerSecond: number;
  /** Unsent bytes queued for one socket before it is cut off as a slow consumer. */
  readonly bufferedBytesPerConnection: number;

  readonly channelsPerTrigger: number;
  readonly eventsPerBatch: number;
  readonly requestBodyBytes: number;
  readonly authTimestampToleranceSeconds: number;

  readonly presenceMembers: number;
  readonly presenceUserInfoBytes: number;
  readonly userIdCharacters: number;
  readonly watchlistUsers: number;

  /** How long a cache channel remembers its last event. */
  readonly cacheSeconds: number;
  readonly cachedChannels: number;

  /** Silence after which either side pings; told to the client in the handshake. */
  readonly activityTimeoutSeconds: number;
  /** Silence after a ping before the connection is closed with 4201. */
  readonly pongTimeoutSeconds: number;
  /** Silence before a client too old to be pinged (protocol 4) is closed with 4202. */
  readonly inactivityTimeoutSeconds: number;
  /** With `settings.authorizedConnections`: time to sign in or join a protected channel (else 4009). */
  readonly authorizationTimeoutSeconds: number;
  /** How long a closing handshake may take before the socket is destroyed. */
  readonly closeTimeoutSeconds: number;

  /** Up to this many subscribers a subscription count is announced at once, above it periodically. */
  readonly subscriptionCountImmediateUpTo: number;
  readonly subscriptionCountIntervalSeconds: number;

  /** Events in one webhook; 1 turns batching off. */
  readonly webhookBatchEvents: number;
  readonly webhookBatchWindowSeconds: number;
  /** Grace before a vacated channel or a departed member is reported, so that a page change is silent. */
  readonly webhookSettleSeconds: number;
  readonly webhookTimeoutSeconds: number;
  /** First retry after this long, doubling from there. */
  readonly webhookRetrySeconds: number;
  readonly webhookGiveUpSeconds: number;
  /** Events waiting for a slow or dead endpoint; the oldest are dropped beyond it. */
  readonly webhookQueueEvents: number;
}

export const DEFAULT_LIMITS: Limits = {
  connections: 20_000,
  newConnectionsPerSecond: 5_000,
  channelsPerConnection: 1_000,
  channelNameCharacters: 164,
  eventNameCharacters: 200,
  eventDataBytes: 10 * 1024,
  inboundFrameBytes: 64 * 1024,
  clientEventsPerSecond: 10,
  bufferedBytesPerConnection: 1024 * 1024,

  channelsPerTrigger: 100,
  eventsPerBatch: 10,
  requestBodyBytes: 1024 * 1024,
  authTimestampToleranceSeconds: 600,

  presenceMembers: 100,
  presenceUserInfoBytes: 1024,
  userIdCharacters: 128,
  watchlistUsers: 100,

  cacheSeconds: 30 * 60,
  cachedChannels: 10_000,

  activityTimeoutSeconds: 120,
  pongTimeoutSeconds: 30,
  inactivityTimeoutSeconds: 24 * 60 * 60,
  authorizationTimeoutSeconds: 10,
  closeTimeoutSeconds: 5,

  subscriptionCountImmediateUpTo: 100,
  subscriptionCountIntervalSeconds: 5,

  webhookBatchEvents: 20,
  webhookBatchWindowSeconds: 0.25,
  webhookSettleSeconds: 3,
  webhookTimeoutSeconds: 10,
  webhookRetrySeconds: 1,
  webhookGiveUpSeconds: 5 * 60,
  webhookQueueEvents: 10_000,
};

/** The switches that the Channels dashboard offers under "App Settings". */
export interface Settings {
  /** `false` refuses connections with 4003 and API requests with 403. */
  readonly enabled: boolean;
  /** `true` refuses connections that did not arrive over TLS with 4000. */
  readonly tlsOnly: boolean;
  readonly clientEvents: boolean;
  readonly subscriptionCounts: boolean;
  readonly watchlistEvents: boolean;
  /** `true` closes connections that neither sign in nor join a protected channel in time (4009). */
  readonly authorizedConnections: boolean;
}

export const DEFAULT_SETTINGS: Settings = {
  enabled: true,
  tlsOnly: false,
  clientEvents: true,
  subscriptionCounts: true,
  watchlistEvents: true,
  authorizedConnections: false,
};
