/** The push service, through the official library: Pusher Channels, a compatible server, or the embedded one. */
import Pusher from 'pusher';
import { pusherEndpoint } from '#lib/platform/config';
import { processWide } from '#lib/platform/singleton';
import { mayBeHeard } from '#lib/realtime/server/audience';

export interface PushEvent {
  readonly channel: string;
  readonly name: string;
  /** JSON, at most 10 kB of it. */
  readonly data: string;
}

/** The same event on many channels. */
export interface SharedEvent {
  readonly channels: readonly string[];
  readonly name: string;
  /** JSON, at most 10 kB of it. */
  readonly data: string;
}

export interface PushService {
  /** Sends up to ten events in one call. Throws when the service did not take them. */
  send(events: readonly PushEvent[]): Promise<void>;
  /** Sends one event to up to a hundred channels in one call. Throws when the service did not take it. */
  sendToAll(event: SharedEvent): Promise<void>;
  /** Whether anybody may be listening. Whoever begins to listen fetches the state then. */
  mayBeHeard(channel: string): boolean;
}

const timeoutMs = 5000;

function createClient(): Pusher {
  const { appId, key, secret, cluster, host, port, tls } = pusherEndpoint();
  const account = { appId, key, secret, useTLS: tls, timeout: timeoutMs };
  if (host === null) return new Pusher({ ...account, cluster: cluster ?? '' });
  return new Pusher({ ...account, host, ...(port === null ? {} : { port: String(port) }) });
}

export const pushClient = (): Pusher => processWide('pusher-client', createClient);

/** The library's error carries the signed address of the request, which no log should hold: only what happened is kept. */
function withoutAddress(error: unknown): Error {
  const status = error instanceof Pusher.RequestError ? error.status : undefined;
  return new Error(
    status === undefined ? 'the push service is out of reach' : `the push service answered ${status}`,
  );
}

async function attempt(call: () => Promise<unknown>): Promise<void> {
  try {
    await call();
  } catch (error) {
    throw withoutAddress(error);
  }
}

export const pushService: PushService = {
  send: (events) =>
    attempt(() =>
      pushClient().triggerBatch(events.map(({ channel, name, data }) => ({ channel, name, data }))),
    ),
  sendToAll: ({ channels, name, data }) => attempt(() => pushClient().trigger([...channels], name, data)),
  mayBeHeard,
};
