/** What one hears of a push service by listening wherever one can, with the official client. */
import Pusher from 'pusher-js';
import { z } from 'zod';
import { callApi } from '#tests/support/api';
import type { SignedIn } from '#tests/system/leaks/readers';
import type { Moment, Reading } from '#tests/system/leaks/secrets';

const endpoint = z.object({
  key: z.string(),
  host: z.string(),
  port: z.number(),
  tls: z.boolean(),
  auth_endpoint: z.string(),
});

export interface Eavesdropper {
  /** What was heard so far. */
  readonly heard: readonly Reading[];
  /** Channels that were refused. */
  readonly refused: readonly string[];
  stop(): void;
}

/** Listens on these channels, as somebody or as a stranger, until each was granted or refused. */
export async function eavesdrop(
  origin: string,
  as: SignedIn | null,
  { channels, momentNow }: { readonly channels: readonly string[]; readonly momentNow: () => Moment },
): Promise<Eavesdropper> {
  const told = await callApi(origin, { method: 'GET', path: '/realtime' }, endpoint);
  const pusher = new Pusher(told.key, {
    cluster: '',
    wsHost: told.host,
    wsPort: told.port,
    forceTLS: told.tls,
    enabledTransports: ['ws'],
    channelAuthorization: {
      transport: 'ajax',
      endpoint: `${origin}${told.auth_endpoint}`,
      headers: as ? { authorization: `Bearer ${as.token}` } : {},
    },
  });
  const heard: Reading[] = [];
  const refused: string[] = [];
  const reader = as?.role ?? 'stranger';
  pusher.bind_global((event: string, data: unknown) => {
    heard.push({ reader, moment: momentNow(), place: `event ${event}`, text: JSON.stringify(data) ?? '' });
  });
  await Promise.all(
    channels.map(
      (name) =>
        new Promise<void>((resolve) => {
          const channel = pusher.subscribe(name);
          channel.bind('pusher:subscription_succeeded', () => resolve());
          channel.bind('pusher:subscription_error', () => {
            refused.push(name);
            resolve();
          });
        }),
    ),
  );
  return { heard, refused, stop: () => pusher.disconnect() };
}
