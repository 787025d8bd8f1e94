import { z } from 'zod';

import type { Application } from './application.ts';
import { relayClientEvent } from './client-events.ts';
import type { Connection } from './connection.ts';
import { commandError } from './errors.ts';
import { encodeFrame } from './frames.ts';
import { parseJson } from './json.ts';
import { signIn } from './sign-in.ts';
import { subscribe } from './subscribe.ts';

const PONG = encodeFrame({ event: 'pusher:pong', data: '{}' });

const clientMessage = z.object({
  event: z.string(),
  channel: z.string().optional(),
  data: z.unknown().optional(),
});

const subscribeData = z.object({
  channel: z.string(),
  auth: z.string().nullish(),
  channel_data: z.string().nullish(),
});
const unsubscribeData = z.object({ channel: z.string() });
const signInData = z.object({ auth: z.string(), user_data: z.string() });

/** Carries out one text frame from a client, answering with `pusher:error` what it cannot. */
export function handleClientMessage(app: Application, connection: Connection, text: string): void {
  const message = clientMessage.safeParse(parseJson(text));
  if (!message.success) {
    connection.sendError(commandError('Invalid message: send a JSON object with an "event" name'));
    return;
  }
  const { event, channel, data } = message.data;
  switch (event) {
    case 'pusher:ping':
      connection.sendFrame(PONG);
      return;
    case 'pusher:pong':
      return;
    case 'pusher:subscribe': {
      const fields = readData(connection, { event, data, schema: subscribeData });
      if (!fields) return;
      subscribe(app, connection, {
        channel: fields.channel,
        auth: fields.auth ?? undefined,
        channelData: fields.channel_data ?? undefined,
      });
      return;
    }
    case 'pusher:unsubscribe': {
      const fields = readData(connection, { event, data, schema: unsubscribeData });
      if (fields) app.hub.unsubscribe(connection, fields.channel);
      return;
    }
    case 'pusher:signin': {
      const fields = readData(connection, { event, data, schema: signInData });
      if (fields) signIn(app, connection, { auth: fields.auth, userData: fields.user_data });
      return;
    }
    default:
      relayClientEvent(app, connection, { event, channel, data });
  }
}

/** Reads a command's data, which some clients send as an object and some as JSON in a string. */
function readData<T>(
  connection: Connection,
  message: { readonly event: string; readonly data: unknown; readonly schema: z.ZodType<T> },
): T | undefined {
  const data = typeof message.data === 'string' ? parseJson(message.data) : message.data;
  const fields = message.schema.safeParse(data);
  if (fields.success) return fields.data;
  const problem = z.prettifyError(fields.error).replaceAll(/\s+/g, ' ');
  connection.sendError(commandError(`Invalid data in ${message.event}: ${problem}`));
  return undefined;
}
