import type { Application } from './application.ts';
import { describeChannel, isApplicable, parseInfo } from './channel-info.ts';
import { parseChannelName } from './channel-names.ts';
import { type ApiRequest, type ApiResponse, queryValue, refusal } from './http-request.ts';

/**
 * `GET /apps/{id}/channels`: the occupied channels, those that begin with `filter_by_prefix`. 400 for an
 * attribute that not every listed channel could have: `user_count` needs a presence prefix.
 */
export function listChannels(app: Application, request: ApiRequest): ApiResponse {
  const prefix = queryValue(request, 'filter_by_prefix') ?? '';
  const info = parseInfo(queryValue(request, 'info'));
  if (!info.ok) return refusal(400, info.message);
  if (info.attributes.includes('cache')) {
    return refusal(400, 'The attribute cache is only available for one channel at a time');
  }
  if (info.attributes.includes('user_count') && !prefix.startsWith('presence-')) {
    return refusal(
      400,
      'user_count is only available for presence channels: send filter_by_prefix=presence-',
    );
  }
  const channels: [string, object][] = [];
  for (const channel of app.hub.channels.values()) {
    if (channel.kind.type === 'server-to-user' || !channel.name.startsWith(prefix)) continue;
    channels.push([channel.name, describeChannel(app, channel, info.attributes)]);
  }
  return { status: 200, body: { channels: Object.fromEntries(channels) } };
}

/**
 * `GET /apps/{id}/channels/{name}`: whether a channel is occupied, and the attributes asked for. 400 for
 * an attribute that this kind of channel does not have.
 */
export function showChannel(app: Application, request: ApiRequest, name: string): ApiResponse {
  const parsed = parseChannelName(name, app.limits.channelNameCharacters);
  if (!parsed.ok) return refusal(400, parsed.message);
  const info = parseInfo(queryValue(request, 'info'));
  if (!info.ok) return refusal(400, info.message);
  const missing = info.attributes.find((attribute) => !isApplicable(app, attribute, parsed.kind));
  if (missing) return refusal(400, `Cannot retrieve the attribute ${missing} for the channel ${name}`);
  return {
    status: 200,
    body: {
      occupied: app.hub.channels.has(name),
      ...describeChannel(app, { name, kind: parsed.kind }, info.attributes),
    },
  };
}

/** `GET /apps/{id}/channels/{name}/users`: who is in a presence channel. 400 for any other channel. */
export function listUsers(app: Application, name: string): ApiResponse {
  const parsed = parseChannelName(name, app.limits.channelNameCharacters);
  if (!parsed.ok) return refusal(400, parsed.message);
  if (parsed.kind.type !== 'presence')
    return refusal(400, 'Users can only be retrieved for presence channels');
  const userIds = app.hub.channels.get(name)?.roster?.userIds ?? [];
  return { status: 200, body: { users: Array.from(userIds, (id) => ({ id })) } };
}
