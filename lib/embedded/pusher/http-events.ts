import { z } from 'zod';

import type { Application } from './application.ts';
import { describeChannel, parseInfo } from './channel-info.ts';
import { type ChannelKind, parseChannelName } from './channel-names.ts';
import { type ApiRequest, type ApiResponse, refusal } from './http-request.ts';
import { parseJson } from './json.ts';

const SOCKET_ID = /^\d+\.\d+$/;

const eventFields = {
  name: z.string().min(1),
  data: z.string(),
  socket_id: z.string().regex(SOCKET_ID).nullish(),
  info: z.string().nullish(),
};
const batchEventSchema = z.object({ ...eventFields, channel: z.string() });
const triggerSchema = z.union([
  z.object({ ...eventFields, channels: z.array(z.string()).min(1) }),
  batchEventSchema.transform(({ channel, ...event }) => ({ ...event, channels: [channel] })),
]);
const batchSchema = z.object({ batch: z.array(batchEventSchema).min(1) });

type BatchEvent = z.infer<typeof batchEventSchema>;

/** An event for one channel, checked and ready to go out. */
interface Delivery {
  readonly event: BatchEvent;
  readonly send: () => void;
  /** The attributes that `info` asked for, read when called. */
  readonly describe: () => object;
}

type Prepared =
  { readonly ok: true; readonly delivery: Delivery } | { readonly ok: false; readonly refusal: ApiResponse };

/**
 * `POST /apps/{id}/events`: one event to one or more channels. 400 for a malformed request, 413 for data
 * over the limit. With `info`, answers with the attributes of each channel.
 */
export function triggerEvent(app: Application, request: ApiRequest, body: Buffer): ApiResponse {
  const input = body.length > 0 ? parseJson(body.toString()) : parametersFromQuery(request);
  const parsed = triggerSchema.safeParse(input);
  if (!parsed.success) {
    return refusal(
      400,
      'Invalid event: send JSON with "name", "data" (a string) and "channels" (an array) or "channel"',
    );
  }
  const { channels, ...event } = parsed.data;
  if (channels.length > app.limits.channelsPerTrigger) {
    return refusal(400, `An event may go to at most ${app.limits.channelsPerTrigger} channels`);
  }
  const prepared = prepareAll(
    app,
    Array.from(new Set(channels), (channel) => ({ ...event, channel })),
  );
  if ('refusal' in prepared) return prepared.refusal;

  for (const delivery of prepared.deliveries) delivery.send();
  if (!event.info) return { status: 200, body: {} };
  const described = prepared.deliveries.map((delivery) => [delivery.event.channel, delivery.describe()]);
  return { status: 200, body: { channels: Object.fromEntries(described) } };
}

/** `POST /apps/{id}/batch_events`: several events, all of them or, if one is refused, none. */
export function triggerBatch(app: Application, body: Buffer): ApiResponse {
  const parsed = batchSchema.safeParse(parseJson(body.toString()));
  if (!parsed.success) {
    return refusal(
      400,
      'Invalid batch: send JSON with "batch", an array of events with "name", "channel" and "data" (a string)',
    );
  }
  const { batch } = parsed.data;
  if (batch.length > app.limits.eventsPerBatch) {
    return refusal(400, `Batch too large: at most ${app.limits.eventsPerBatch} events are allowed`);
  }
  const prepared = prepareAll(app, batch);
  if ('refusal' in prepared) return prepared.refusal;

  for (const delivery of prepared.deliveries) delivery.send();
  if (!batch.some((event) => event.info)) return { status: 200, body: {} };
  return { status: 200, body: { batch: prepared.deliveries.map((delivery) => delivery.describe()) } };
}

/** The documentation allows parameters in the query string too, arrays as `channels[]=a&channels[]=b`. */
function parametersFromQuery(request: ApiRequest): Record<string, unknown> {
  const channels = request.query.filter(([name]) => name === 'channels[]').map(([, value]) => value);
  return { ...Object.fromEntries(request.query), ...(channels.length > 0 ? { channels } : {}) };
}

/** Checks all events before any goes out. */
function prepareAll(
  app: Application,
  events: readonly BatchEvent[],
): { readonly deliveries: readonly Delivery[] } | { readonly refusal: ApiResponse } {
  const deliveries: Delivery[] = [];
  for (const event of events) {
    const prepared = prepare(app, event);
    if (!prepared.ok) return { refusal: prepared.refusal };
    deliveries.push(prepared.delivery);
  }
  return { deliveries };
}

/** Refusals in order: event name, channel name, info, size of the data. */
function prepare(app: Application, event: BatchEvent): Prepared {
  const { limits } = app;
  if (event.name.length > limits.eventNameCharacters) {
    return refuse(400, `Event name too long: at most ${limits.eventNameCharacters} characters are allowed`);
  }
  const name = parseChannelName(event.channel, limits.channelNameCharacters);
  if (!name.ok) return refuse(400, name.message);
  const info = parseInfo(event.info);
  if (!info.ok) return refuse(400, info.message);
  if (Buffer.byteLength(event.data) > limits.eventDataBytes) {
    return refuse(
      413,
      `The data content of this event exceeds the allowed maximum (${limits.eventDataBytes} bytes)`,
    );
  }
  return {
    ok: true,
    delivery: {
      event,
      send: () => {
        publish(app, event, name.kind);
      },
      describe: () => describeChannel(app, { name: event.channel, kind: name.kind }, info.attributes),
    },
  };
}

function publish(app: Application, event: BatchEvent, kind: ChannelKind): void {
  if (kind.isCache) app.hub.remember(event.channel, { event: event.name, data: event.data });
  app.hub.publish({
    channel: event.channel,
    event: event.name,
    data: event.data,
    except: event.socket_id ? app.connections.get(event.socket_id) : undefined,
  });
}

function refuse(status: number, message: string): { readonly ok: false; readonly refusal: ApiResponse } {
  return { ok: false, refusal: refusal(status, message) };
}
