/** The push service, through the official library: Pusher Channels, a compatible server, or the embedded one. */
import Pusher from 'pusher';
import { pusherEndpoint } from '#lib/platform/config';
import { processWide } from '#lib/platform/singleton';

export interface PushEvent {
  readonly channel: string;
  readonly name: string;
  readonly data: unknown;
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

/** Sends up to ten events in one call. Throws when the service did not take them. */
export async function push(events: readonly PushEvent[]): Promise<void> {
  const batch = events.map(({ channel, name, data }) => ({ channel, name, data }));
  try {
    await pushClient().triggerBatch(batch);
  } catch (error) {
    throw withoutAddress(error);
  }
}
