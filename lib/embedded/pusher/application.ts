import type { Connection } from './connection.ts';
import type { Hub } from './hub.ts';
import type { Limits, Settings } from './limits.ts';
import type { Log } from './log-events.ts';
import type { Credentials } from './signatures.ts';
import type { Users } from './users.ts';
import type { WebhookEvent } from './webhook-events.ts';

/** One Pusher app: what the WebSocket side and the HTTP API act upon. */
export interface Application {
  readonly credentials: Credentials;
  readonly limits: Limits;
  readonly settings: Settings;
  /** Open connections by socket id. */
  readonly connections: Map<string, Connection>;
  readonly hub: Hub;
  readonly users: Users;
  readonly log: Log;
  readonly notify: (event: WebhookEvent) => void;
}
