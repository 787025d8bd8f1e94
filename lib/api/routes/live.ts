/** What an unmodified pusher-js needs: where to connect, and leave to listen. */
import { z } from 'zod';
import { adminChannel } from '#lib/auction/wire';
import { defineRoute } from '#lib/api/define-route';
import { json, type HeaderReader } from '#lib/api/exchange';
import { problem } from '#lib/api/problems';
import { isPusherEmbedded, pusherEndpoint } from '#lib/platform/config';
import { authorizeChannel, authenticateListener } from '#lib/realtime/server/index';

const realtimeSchema = z
  .object({
    key: z.string(),
    cluster: z.string().nullable().meta({ description: 'For Pusher Channels; otherwise null' }),
    host: z.string().nullable().meta({ description: 'Of a compatible server; null for Pusher Channels' }),
    port: z.int().nullable(),
    tls: z.boolean(),
    auth_endpoint: z.string().meta({ format: 'uri-reference' }),
    channels: z.object({ auction: z.string(), bidder: z.string(), admin: z.string() }),
  })
  .meta({ id: 'Realtime' });

const defaultPorts = { http: 80, https: 443 } as const;

interface Address {
  readonly host: string | null;
  readonly port: number | null;
  readonly tls: boolean;
}

/** The embedded server answers wherever the app does: at the very address that this request was sent to. */
function addressOf(headers: HeaderReader): Address {
  const { host, port, tls } = pusherEndpoint();
  const sentTo = headers.get('x-forwarded-host') ?? headers.get('host');
  if (!isPusherEmbedded() || sentTo === null || !URL.canParse(`http://${sentTo}`)) return { host, port, tls };
  const isTls = headers.get('x-forwarded-proto') === 'https';
  const url = new URL(`http://${sentTo}`);
  const usual = isTls ? defaultPorts.https : defaultPorts.http;
  return { host: url.hostname, port: url.port === '' ? usual : Number(url.port), tls: isTls };
}

export const getRealtime = defineRoute({
  method: 'GET',
  path: '/api/v1/realtime',
  need: 'none',
  docs: {
    id: 'readRealtime',
    tag: 'Live',
    summary: 'How to follow auctions live with pusher-js',
    description:
      'Event `state` on an auction’s channel carries its whole public state. Private channels are authorised at `auth_endpoint`, for a browser session or a bearer token.',
    answers: { 200: { description: 'What pusher-js needs', schema: realtimeSchema } },
  },
  handle({ request }) {
    const { key, cluster } = pusherEndpoint();
    return json({
      key,
      cluster,
      ...addressOf(request.headers),
      auth_endpoint: '/api/pusher/auth',
      channels: { auction: 'auction-{id}', bidder: 'private-bidder-{id}', admin: adminChannel },
    });
  },
});

const socketId = z.string().regex(/^\d+\.\d+$/, 'Send the socket id that the connection was given.');

export const postPusherAuth = defineRoute({
  method: 'POST',
  path: '/api/pusher/auth',
  need: 'required',
  bodyKind: 'form',
  body: z.object({ socket_id: socketId, channel_name: z.string().max(200) }),
  docs: {
    id: 'authorizeChannel',
    tag: 'Live',
    summary: 'Leave to listen to a private channel',
    answers: { 200: { description: 'What pusher-js passes on' } },
    refusals: ['not_permitted'],
  },
  handle({ caller, body }) {
    const leave = authorizeChannel(caller, { socketId: body.socket_id, channel: body.channel_name });
    return leave ? json(leave) : problem('not_permitted');
  },
});

export const postPusherUserAuth = defineRoute({
  method: 'POST',
  path: '/api/pusher/user-auth',
  need: 'required',
  bodyKind: 'form',
  body: z.object({ socket_id: socketId }),
  docs: {
    id: 'authenticateUser',
    tag: 'Live',
    summary: 'Tell the push service whose connection this is',
    answers: { 200: { description: 'What pusher-js passes on' } },
  },
  handle: ({ caller, body }) => json(authenticateListener(caller, body.socket_id)),
});
