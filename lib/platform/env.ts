/**
 * The only reader of process.env. Every variable of the start-up contract is parsed once, here; a half-set or malformed
 * one stops the start with a sentence that names it. Which service is embedded and which hosted is decided here too.
 */
import path from 'node:path';
import { z } from 'zod';
import type { EncryptionKey } from '#lib/platform/encryption-keys';
import {
  databaseAddress,
  encryptionKeyList,
  feeTiers,
  hostName,
  mailServer,
  onOff,
  percent,
  sender,
  signingKey,
  siteAddress,
  stripeSecretKey,
  stripeWebhookSecret,
  text,
  wholeNumber,
  word,
} from '#lib/platform/env-shapes';
import { errorCode } from '#lib/platform/error-code';
import type { FeeTier } from '#lib/platform/fee-tiers';
import { StartupError } from '#lib/platform/fatal';
import { processWide } from '#lib/platform/singleton';

const defaultDemoPassword = 'correct-horse-battery-staple';

export interface PusherEndpoint {
  readonly appId: string;
  readonly key: string;
  readonly secret: string;
  /** Pusher Channels' cluster, or null when `host` names a compatible server. */
  readonly cluster: string | null;
  readonly host: string | null;
  readonly port: number | null;
  readonly tls: boolean;
}

export interface Environment {
  readonly port: number;
  readonly host: string;
  readonly dataDirectory: string;
  /** null: the embedded PostgreSQL. */
  readonly databaseUrl: string | null;
  /** null: the embedded Pusher-compatible server. */
  readonly pusher: PusherEndpoint | null;
  /** null: the embedded Stripe-compatible test server. */
  readonly stripe: { readonly secretKey: string; readonly webhookSecret: string } | null;
  /** null: mail is captured. */
  readonly smtpUrl: string | null;
  readonly mailFrom: string;
  readonly demo: boolean;
  readonly demoPassword: string;
  readonly rateLimited: boolean;
  readonly minAuctionSeconds: number;
  readonly paymentWindowSeconds: number;
  /** How long a seller's money is held after the payment, unless the buyer confirms receipt before. */
  readonly payoutHoldSeconds: number;
  /** What lots listed from now on are charged on top of the hammer price, and what the house keeps of it. */
  readonly buyersPremium: readonly FeeTier[];
  readonly sellersCommission: readonly FeeTier[];
  readonly taxBasisPoints: number;
  /** How long a second-chance offer stays open. */
  readonly secondChanceSeconds: number;
  /** So many unpaid orders suspend a bidder; 0: never. */
  readonly strikesToSuspend: number;
  /** Bids above it, in whole units of the lot's currency, need a saved card; null: none does. */
  readonly cardRequiredAbove: number | null;
  /** Where people reach the site, without a trailing slash. */
  readonly publicOrigin: string;
  /** PUBLIC_URL names that origin; otherwise people may come by any host name of this machine. */
  readonly hasFixedOrigin: boolean;
  /** Signs session cookies; null: made once and kept in the data directory. */
  readonly authSecret: string | null;
  /** Signs receipts for bids (PKCS #8 in PEM); null: made once and kept in the data directory. */
  readonly receiptKey: string | null;
  /** Encrypt what is secret at rest, the newest first; null: one made once and kept in the data directory. */
  readonly encryptionKeys: readonly EncryptionKey[] | null;
  /** Not a developer's machine: as `npm start` and a deployment run. */
  readonly production: boolean;
  /** Bearer token for GET /api/metrics from beyond loopback. */
  readonly metricsToken: string | null;
  readonly logLevel: string;
}

const day = 86_400;
const year = 365 * day;
const port = wholeNumber({ min: 1, max: 65_535 });
const longText = (characters: number) =>
  z.string().min(characters, `must have at least ${characters} characters`);

const variables = z.object({
  PORT: port.default(3000),
  HOST: text.default('127.0.0.1'),
  GAVEL_DATA_DIR: text.default('.data'),
  DATABASE_URL: databaseAddress.optional(),
  PUSHER_APP_ID: word.optional(),
  PUSHER_KEY: word.optional(),
  PUSHER_SECRET: text.optional(),
  PUSHER_CLUSTER: word.optional(),
  PUSHER_HOST: hostName.optional(),
  PUSHER_PORT: port.optional(),
  PUSHER_TLS: onOff.optional(),
  STRIPE_SECRET_KEY: stripeSecretKey.optional(),
  STRIPE_WEBHOOK_SECRET: stripeWebhookSecret.optional(),
  SMTP_URL: mailServer.optional(),
  MAIL_FROM: sender.optional(),
  DEMO: onOff.optional(),
  DEMO_PASSWORD: longText(12).default(defaultDemoPassword),
  RATE_LIMIT: onOff.default('on'),
  MIN_AUCTION_SECONDS: wholeNumber({ min: 1, max: day }).default(60),
  PAYMENT_WINDOW_SECONDS: wholeNumber({ min: 1, max: year }).default(2 * day),
  PAYOUT_HOLD_SECONDS: wholeNumber({ min: 0, max: year }).default(7 * day),
  BUYERS_PREMIUM: feeTiers.optional(),
  SELLERS_COMMISSION: feeTiers.optional(),
  TAX_RATE: percent.optional(),
  SECOND_CHANCE_SECONDS: wholeNumber({ min: 1, max: year }).default(day),
  STRIKES_TO_SUSPEND: wholeNumber({ min: 0, max: 1000 }).default(3),
  CARD_REQUIRED_ABOVE: wholeNumber({ min: 0, max: 1_000_000_000 }).optional(),
  PUBLIC_URL: siteAddress.optional(),
  NEXTAUTH_SECRET: longText(32).optional(),
  RECEIPT_KEY: signingKey.optional(),
  ENCRYPTION_KEYS: encryptionKeyList.optional(),
  NODE_ENV: z.string().optional(),
  METRICS_TOKEN: longText(16).optional(),
  LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'], 'must be debug, info, warn, error or silent')
    .default('info'),
});

/** Those that an operator may set. */
export const variableNames: readonly string[] = Object.keys(variables.shape).filter(
  (name) => name !== 'NODE_ENV',
);

type Variables = z.infer<typeof variables>;

export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);

function parse(source: Readonly<Record<string, string | undefined>>): Variables {
  // A variable set to nothing counts as unset, as in an .env file copied from the example.
  const present = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const parsed = variables.safeParse(present);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new StartupError(`${issue?.path.join('.') ?? 'A variable'} ${issue?.message ?? 'is malformed'}.`);
}

/** Either every variable of a group is set, or none. */
function requireWhole(group: Readonly<Record<string, unknown>>): boolean {
  const names = Object.keys(group);
  const missing = names.filter((name) => group[name] === undefined);
  if (missing.length === names.length) return false;
  if (missing.length === 0) return true;
  throw new StartupError(
    `${missing.join(' and ')} must be set too, as ${names.filter((name) => !missing.includes(name)).join(' and ')} is set.`,
  );
}

function readPusher(from: Variables): PusherEndpoint | null {
  const { PUSHER_APP_ID, PUSHER_KEY, PUSHER_SECRET, PUSHER_CLUSTER, PUSHER_HOST, PUSHER_PORT, PUSHER_TLS } =
    from;
  const whole = requireWhole({ PUSHER_APP_ID, PUSHER_KEY, PUSHER_SECRET });
  if (!whole || !PUSHER_APP_ID || !PUSHER_KEY || !PUSHER_SECRET) {
    const [alone] =
      Object.entries({ PUSHER_CLUSTER, PUSHER_HOST, PUSHER_PORT, PUSHER_TLS }).find(
        ([, value]) => value !== undefined,
      ) ?? [];
    if (alone === undefined) return null;
    throw new StartupError(
      `PUSHER_APP_ID, PUSHER_KEY and PUSHER_SECRET must be set too, as ${alone} is set.`,
    );
  }
  if (!PUSHER_CLUSTER && !PUSHER_HOST)
    throw new StartupError(
      'PUSHER_CLUSTER (Pusher Channels) or PUSHER_HOST (a compatible server) must be set too, as PUSHER_KEY is set.',
    );
  if (PUSHER_CLUSTER && PUSHER_HOST)
    throw new StartupError(
      'Either PUSHER_CLUSTER or PUSHER_HOST must be empty: the one is for Pusher Channels, the other for a compatible server.',
    );
  if (PUSHER_CLUSTER && PUSHER_PORT !== undefined)
    throw new StartupError('PUSHER_PORT must be empty, as PUSHER_CLUSTER is set: it belongs to PUSHER_HOST.');
  return {
    appId: PUSHER_APP_ID,
    key: PUSHER_KEY,
    secret: PUSHER_SECRET,
    cluster: PUSHER_CLUSTER ?? null,
    host: PUSHER_HOST ?? null,
    port: PUSHER_PORT ?? null,
    tls: (from.PUSHER_TLS ?? 'on') === 'on',
  };
}

function readStripe(from: Variables): Environment['stripe'] {
  const { STRIPE_SECRET_KEY, STRIPE_WEBHOOK_SECRET } = from;
  requireWhole({ STRIPE_SECRET_KEY, STRIPE_WEBHOOK_SECRET });
  if (!STRIPE_SECRET_KEY || !STRIPE_WEBHOOK_SECRET) return null;
  return { secretKey: STRIPE_SECRET_KEY, webhookSecret: STRIPE_WEBHOOK_SECRET };
}

function refuseUnsafe(environment: Environment): void {
  const open = !isLoopback(environment.host);
  if (open && !environment.rateLimited)
    throw new StartupError(
      'RATE_LIMIT=off is only allowed while listening on loopback; HOST names another address.',
    );
  if (open && environment.demo && environment.demoPassword === defaultDemoPassword)
    throw new StartupError(
      'DEMO_PASSWORD must be set to a password of your own (or DEMO=off), as HOST listens beyond loopback.',
    );
}

/**
 * Parses the variables of the start-up contract.
 * @throws StartupError naming the variable that is missing, half-set or malformed.
 */
export function readEnvironment(source: Readonly<Record<string, string | undefined>>): Environment {
  const from = parse(source);
  const hostInUrl =
    isLoopback(from.HOST) || from.HOST === '0.0.0.0' || from.HOST === '::' ? 'localhost' : from.HOST;
  const environment: Environment = {
    port: from.PORT,
    host: from.HOST,
    dataDirectory: path.resolve(from.GAVEL_DATA_DIR),
    databaseUrl: from.DATABASE_URL ?? null,
    pusher: readPusher(from),
    stripe: readStripe(from),
    smtpUrl: from.SMTP_URL ?? null,
    mailFrom: from.MAIL_FROM ?? 'Gavel <no-reply@localhost>',
    demo: from.DEMO ? from.DEMO === 'on' : from.DATABASE_URL === undefined,
    demoPassword: from.DEMO_PASSWORD,
    rateLimited: from.RATE_LIMIT === 'on',
    minAuctionSeconds: from.MIN_AUCTION_SECONDS,
    paymentWindowSeconds: from.PAYMENT_WINDOW_SECONDS,
    payoutHoldSeconds: from.PAYOUT_HOLD_SECONDS,
    buyersPremium: from.BUYERS_PREMIUM ?? [],
    sellersCommission: from.SELLERS_COMMISSION ?? [],
    taxBasisPoints: from.TAX_RATE ?? 0,
    secondChanceSeconds: from.SECOND_CHANCE_SECONDS,
    strikesToSuspend: from.STRIKES_TO_SUSPEND,
    cardRequiredAbove: from.CARD_REQUIRED_ABOVE ?? null,
    publicOrigin: (from.PUBLIC_URL ?? `http://${hostInUrl}:${from.PORT}`).replace(/\/+$/, ''),
    hasFixedOrigin: from.PUBLIC_URL !== undefined,
    authSecret: from.NEXTAUTH_SECRET ?? null,
    receiptKey: from.RECEIPT_KEY ?? null,
    encryptionKeys: from.ENCRYPTION_KEYS ?? null,
    production: from.NODE_ENV === 'production',
    metricsToken: from.METRICS_TOKEN ?? null,
    logLevel: from.LOG_LEVEL,
  };
  if (from.SMTP_URL && !from.MAIL_FROM)
    throw new StartupError('MAIL_FROM must be set too, as SMTP_URL is set: it is the sender of every mail.');
  refuseUnsafe(environment);
  return environment;
}

/**
 * Sets what a file `.env` in the folder of the command says and the environment does not. For what an operator starts, before
 * anything asks for `environment()`: tests set all of theirs themselves.
 */
export function readEnvFile(file = path.resolve('.env')): void {
  try {
    process.loadEnvFile(file);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return;
    throw new StartupError(
      `${file} cannot be read: ${error instanceof Error ? error.message : String(error)}.`,
    );
  }
}

/** The process's environment, read on first use. */
export const environment = (): Environment => processWide('environment', () => readEnvironment(process.env));

/**
 * Sets what libraries read from the environment by themselves. next-auth takes a fixed origin from NEXTAUTH_URL; without
 * one it is to trust the host name that each request names, so that signing in works at localhost and 127.0.0.1 alike.
 */
export function exportForLibraries(): void {
  const { hasFixedOrigin, publicOrigin } = environment();
  if (hasFixedOrigin) process.env.NEXTAUTH_URL = publicOrigin;
  else process.env.AUTH_TRUST_HOST = 'true';
}
