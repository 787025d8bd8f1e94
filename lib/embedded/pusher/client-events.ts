import type { Application } from './application.ts';
import type { Channel } from './hub.ts';
import type { Connection } from './connection.ts';
import { CLIENT_EVENT_RATE_EXCEEDED, commandError, type ProtocolError } from './errors.ts';

const CLIENT_EVENT_PREFIX = 'client-';

interface ClientEvent {
  readonly event: string;
  readonly channel: string | undefined;
  readonly data: unknown;
}

/**
 * Passes an event from one client to the other subscribers of its channel. Refusals in order: not a client
 * event, feature off, name too long, not subscribed, not a protected channel, data too large, too many.
 */
export function relayClientEvent(app: Application, connection: Connection, message: ClientEvent): void {
  const admitted = admit(app, connection, message);
  if ('message' in admitted) {
    connection.sendError(admitted);
    return;
  }
  const { channel, data } = admitted;
  const userId = channel.roster?.userIdOf(connection);
  app.hub.publish({
    channel: channel.name,
    event: message.event,
    ...(data === undefined ? {} : { data }),
    except: connection,
    userId,
  });
  app.notify({
    name: 'client_event',
    channel: channel.name,
    event: message.event,
    ...(data === undefined ? {} : { data }),
    socket_id: connection.socketId,
    ...(userId === undefined ? {} : { user_id: userId }),
  });
}

function admit(
  app: Application,
  connection: Connection,
  message: ClientEvent,
): ProtocolError | { readonly channel: Channel; readonly data: string | undefined } {
  const { limits } = app;
  if (!message.event.startsWith(CLIENT_EVENT_PREFIX)) {
    return commandError(
      `Unknown event '${message.event}': events from clients must begin with '${CLIENT_EVENT_PREFIX}'`,
    );
  }
  if (!app.settings.clientEvents) {
    return commandError('To send client events, you must enable this feature in the settings of the app');
  }
  if (message.event.length > limits.eventNameCharacters) {
    return commandError(`Event name too long: at most ${limits.eventNameCharacters} characters are allowed`);
  }
  const channel = message.channel === undefined ? undefined : app.hub.channels.get(message.channel);
  if (!channel?.subscribers.has(connection)) {
    return commandError('Client event rejected - subscribe to the channel before sending events on it');
  }
  if (channel.kind.type === 'public' || channel.kind.type === 'server-to-user') {
    return commandError('Client event rejected - only supported on private and presence channels');
  }
  const data = encodeData(message.data);
  if (data !== undefined && Buffer.byteLength(data) > limits.eventDataBytes) {
    return commandError(
      `The data content of this event exceeds the allowed maximum (${limits.eventDataBytes} bytes)`,
    );
  }
  if (!connection.takeClientEvent()) {
    return {
      code: CLIENT_EVENT_RATE_EXCEEDED,
      message: `The client event was rejected: at most ${limits.clientEventsPerSecond} a second are allowed`,
    };
  }
  return { channel, data };
}

/** The protocol carries an event's data as a string; what a client sends as JSON becomes one. */
function encodeData(data: unknown): string | undefined {
  if (data === undefined || typeof data === 'string') return data;
  return JSON.stringify(data);
}
