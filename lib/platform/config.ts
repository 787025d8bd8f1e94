/**
 * The one place that turns the environment into services: each is either hosted, by configuration, or embedded. Whoever
 * uses a service asks here for its address and never knows which of the two it is.
 */
import { environment, type PusherEndpoint } from '#lib/platform/env';
import { parseEncryptionKeys, type EncryptionKey } from '#lib/platform/encryption-keys';
import { StartupError } from '#lib/platform/fatal';
import { localSecrets } from '#lib/platform/secrets';
import { processWide } from '#lib/platform/singleton';

export interface StripeEndpoint {
  readonly secretKey: string;
  readonly webhookSecret: string;
  /** Where the API is, or null for Stripe itself. */
  readonly api: { readonly host: string; readonly port: number; readonly protocol: 'http' } | null;
}

/** Where this process reaches its own embedded services, even when it listens on every address. */
function ownAddress(): { host: string; port: number } {
  const { host, port } = environment();
  return { host: host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host, port };
}

const embeddedPusher = (): PusherEndpoint => {
  const { host, port } = ownAddress();
  const { pusherKey, pusherSecret } = localSecrets();
  return { appId: 'gavel', key: pusherKey, secret: pusherSecret, cluster: null, host, port, tls: false };
};

export const pusherEndpoint = (): PusherEndpoint =>
  processWide('pusher-endpoint', () => environment().pusher ?? embeddedPusher());

/**
 * What a browser needs to reach the push service. With the embedded server it is the address that the page itself came
 * from, so that it also works behind a proxy; the caller fills that in.
 */
export const isPusherEmbedded = (): boolean => environment().pusher === null;
export const isStripeEmbedded = (): boolean => environment().stripe === null;
export const isMailCaptured = (): boolean => environment().smtpUrl === null;

export const stripeEndpoint = (): StripeEndpoint =>
  processWide('stripe-endpoint', () => {
    const { stripe } = environment();
    if (stripe) return { ...stripe, api: null };
    const { stripeSecretKey, stripeWebhookSecret } = localSecrets();
    return {
      secretKey: stripeSecretKey,
      webhookSecret: stripeWebhookSecret,
      api: { ...ownAddress(), protocol: 'http' },
    };
  });

/** Signs session cookies. */
export const authSecret = (): string => environment().authSecret ?? localSecrets().authSecret;

/** Signs receipts for bids: Ed25519, PKCS #8 in PEM. */
export const receiptKey = (): string => environment().receiptKey ?? localSecrets().receiptKey;

/**
 * Encrypt what is secret at rest, the newest first. Kept in the data folder only beside a database that is there too, or on a
 * developer's machine: whoever loses the keys of a database loses what was sealed in it.
 * @throws StartupError in production when an external database has no key of its own.
 */
export function encryptionKeys(): readonly EncryptionKey[] {
  const { encryptionKeys: configured, databaseUrl, production } = environment();
  if (configured) return configured;
  if (databaseUrl !== null && production)
    throw new StartupError(
      'ENCRYPTION_KEYS must be set too, as DATABASE_URL is set: one is printed by printf "k1:%s" "$(openssl rand -base64 32)".',
    );
  const kept = parseEncryptionKeys(localSecrets().encryptionKeys);
  if (!kept) throw new Error('the secrets of the data directory were checked when they were read');
  return kept;
}
