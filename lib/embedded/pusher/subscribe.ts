import { z } from 'zod';

import type { Application } from './application.ts';
import { type ChannelKind, parseChannelName, SERVER_TO_USER_PREFIX } from './channel-names.ts';
import type { Connection } from './connection.ts';
import { commandError } from './errors.ts';
import { parseJson } from './json.ts';
import type { Member } from './presence-roster.ts';
import { checkChannelAuth } from './signatures.ts';

interface SubscribeRequest {
  readonly channel: string;
  readonly auth: string | undefined;
  readonly channelData: string | undefined;
}

type Checked<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly message: string };

/** Libraries sign numeric user ids as JSON numbers; on the wire a user id is always a string. */
const channelDataSchema = z.object({
  user_id: z.union([z.string().min(1), z.number()]).transform(String),
  user_info: z.unknown().optional(),
});

/**
 * Subscribes a connection to a channel or answers with the reason why not. Refusals in order: the name,
 * an existing subscription, the number of channels, the signature, the presence data, a full channel.
 */
export function subscribe(app: Application, connection: Connection, request: SubscribeRequest): void {
  const name = parseChannelName(request.channel, app.limits.channelNameCharacters);
  if (!name.ok) {
    connection.sendError(commandError(name.message));
    return;
  }
  const admission = admit(app, connection, request, name.kind);
  if (!admission.ok) {
    connection.sendError(commandError(admission.message));
    return;
  }
  if (name.kind.type !== 'public') connection.isAuthorized = true;
  app.hub.subscribe(connection, { name: request.channel, kind: name.kind, member: admission.value });
}

/** Returns the member that joins (presence channels only), or the refusal. */
function admit(
  app: Application,
  connection: Connection,
  request: SubscribeRequest,
  kind: ChannelKind,
): Checked<Member | undefined> {
  if (connection.isSubscribedTo(request.channel)) {
    return refuse(`Existing subscription to channel ${request.channel}`);
  }
  if (connection.channelCount >= app.limits.channelsPerConnection) {
    return refuse(`Too many channels: one connection may subscribe to ${app.limits.channelsPerConnection}`);
  }
  if (kind.type === 'public') return { ok: true, value: undefined };
  if (kind.type === 'server-to-user') return admitUser(connection, request.channel);
  const signature = checkChannelAuth({
    credentials: app.credentials,
    auth: request.auth,
    socketId: connection.socketId,
    channel: request.channel,
    channelData: request.channelData,
  });
  if (!signature.ok) return signature;
  return kind.type === 'presence' ? admitMember(app, connection, request) : { ok: true, value: undefined };
}

/** A server-to-user channel is open to connections signed in as that user, and to nobody else. */
function admitUser(connection: Connection, channel: string): Checked<undefined> {
  const userId = channel.slice(SERVER_TO_USER_PREFIX.length);
  return connection.user?.id === userId
    ? { ok: true, value: undefined }
    : refuse(`Sign in as the user before subscribing to ${channel}`);
}

function admitMember(app: Application, connection: Connection, request: SubscribeRequest): Checked<Member> {
  const member = readMember(connection, request.channelData);
  if (!member.ok) return member;
  const { userId, userInfo } = member.value;
  const { limits } = app;
  if (userId.length > limits.userIdCharacters) {
    return refuse(`The user_id is too long: at most ${limits.userIdCharacters} characters are allowed`);
  }
  if (userInfo !== undefined && Buffer.byteLength(JSON.stringify(userInfo)) > limits.presenceUserInfoBytes) {
    return refuse(`The user_info is too large: at most ${limits.presenceUserInfoBytes} bytes are allowed`);
  }
  const roster = app.hub.channels.get(request.channel)?.roster;
  if (roster && !roster.has(userId) && roster.memberCount >= limits.presenceMembers) {
    return refuse(`Channel ${request.channel} is full: it has ${limits.presenceMembers} members`);
  }
  return member;
}

/** The member named by the signed channel data or, without any, by the connection's sign-in. */
function readMember(connection: Connection, channelData: string | undefined): Checked<Member> {
  if (channelData === undefined) {
    return connection.user
      ? { ok: true, value: { userId: connection.user.id, userInfo: connection.user.info } }
      : refuse('Presence channels need channel_data with a user_id, or a signed-in user');
  }
  const parsed = channelDataSchema.safeParse(parseJson(channelData));
  return parsed.success
    ? { ok: true, value: { userId: parsed.data.user_id, userInfo: parsed.data.user_info } }
    : refuse('Invalid channel_data: it must be a JSON object with a user_id');
}

function refuse(message: string): { readonly ok: false; readonly message: string } {
  return { ok: false, message };
}
