export { DEFAULT_LIMITS, DEFAULT_SETTINGS, type Limits, type Settings } from './limits.ts';
export type { PusherLogEvent } from './log-events.ts';
export {
  createPusherServer,
  type PusherServer,
  type PusherServerOptions,
  type PusherServerStats,
} from './server.ts';
export type { WebhookEvent, WebhookEventName } from './webhook-events.ts';
export type { WebhookOptions } from './webhooks.ts';
