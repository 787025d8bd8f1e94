import { generateKeyPairSync, randomBytes, type KeyObject } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readEnvFile, readEnvironment } from '#lib/platform/env';
import { StartupError } from '#lib/platform/fatal';

const pemOf = ({ privateKey }: { readonly privateKey: KeyObject }): string =>
  privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();

const secretOf = (bytes: number): string => randomBytes(bytes).toString('base64');
const zeros = Buffer.alloc(32).toString('base64');

const pusher = { PUSHER_APP_ID: '1', PUSHER_KEY: 'k', PUSHER_SECRET: 's' };

describe('with nothing set', () => {
  it('everything is embedded, on loopback, with the demo', () => {
    expect(readEnvironment({})).toMatchObject({
      port: 3000,
      host: '127.0.0.1',
      databaseUrl: null,
      pusher: null,
      stripe: null,
      smtpUrl: null,
      demo: true,
      rateLimited: true,
      minAuctionSeconds: 60,
      paymentWindowSeconds: 172_800,
      payoutHoldSeconds: 604_800,
      publicOrigin: 'http://localhost:3000',
    });
  });

  it('a variable set to nothing counts as unset', () => {
    expect(readEnvironment({ DATABASE_URL: '', STRIPE_SECRET_KEY: '', PORT: '' })).toEqual(
      readEnvironment({}),
    );
  });
});

describe('fees', () => {
  it('are none unless named', () => {
    expect(readEnvironment({})).toMatchObject({
      buyersPremium: [],
      sellersCommission: [],
      taxBasisPoints: 0,
    });
  });

  it('are read as percentages, or in tiers', () => {
    const named = { BUYERS_PREMIUM: '0:25,1000:20', SELLERS_COMMISSION: '10%', TAX_RATE: '8.25' };
    expect(readEnvironment(named)).toMatchObject({
      buyersPremium: [
        { from: 0, basisPoints: 2500 },
        { from: 1000, basisPoints: 2000 },
      ],
      sellersCommission: [{ from: 0, basisPoints: 1000 }],
      taxBasisPoints: 825,
    });
  });
});

describe('the demo', () => {
  it('is never made on an external database unless asked for', () => {
    const DATABASE_URL = 'postgresql://db.example/gavel';
    expect(readEnvironment({ DATABASE_URL }).demo).toBe(false);
    expect(readEnvironment({ DATABASE_URL, DEMO: 'on' }).demo).toBe(true);
  });
});

describe('a mistake stops the start with a sentence that names the variable', () => {
  it.each([
    [{ PORT: 'eighty' }, 'PORT'],
    [{ PORT: '70000' }, 'PORT'],
    [{ PORT: '0x50' }, 'PORT'],
    [{ PORT: '1e3' }, 'PORT'],
    [{ PORT: ' ' }, 'PORT'],
    [{ DATABASE_URL: 'mysql://x' }, 'DATABASE_URL'],
    [{ DATABASE_URL: 'postgresql://gavel:half#a/password@db.example/gavel' }, 'DATABASE_URL'],
    [{ DATABASE_URL: 'postgresql://' }, 'DATABASE_URL'],
    [{ PUSHER_KEY: 'k' }, 'PUSHER_APP_ID and PUSHER_SECRET'],
    [{ PUSHER_CLUSTER: 'eu' }, 'PUSHER_APP_ID'],
    [pusher, 'PUSHER_CLUSTER'],
    [{ PUSHER_PORT: '6001' }, 'PUSHER_APP_ID'],
    [{ PUSHER_TLS: 'on' }, 'PUSHER_APP_ID'],
    [{ ...pusher, PUSHER_CLUSTER: 'eu', PUSHER_HOST: 'push.example' }, 'PUSHER_CLUSTER or PUSHER_HOST'],
    [{ ...pusher, PUSHER_CLUSTER: 'eu', PUSHER_PORT: '6001' }, 'PUSHER_PORT'],
    [{ ...pusher, PUSHER_CLUSTER: 'https://eu' }, 'PUSHER_CLUSTER'],
    [{ ...pusher, PUSHER_HOST: 'https://push.example' }, 'PUSHER_HOST'],
    [{ ...pusher, PUSHER_HOST: 'push.example:6001' }, 'PUSHER_HOST'],
    [{ ...pusher, PUSHER_APP_ID: 'a/b', PUSHER_CLUSTER: 'eu' }, 'PUSHER_APP_ID'],
    [{ ...pusher, PUSHER_HOST: 'push.example', PUSHER_TLS: 'yes' }, 'PUSHER_TLS'],
    [{ STRIPE_SECRET_KEY: 'sk_test_1' }, 'STRIPE_WEBHOOK_SECRET'],
    [{ STRIPE_WEBHOOK_SECRET: 'whsec_1' }, 'STRIPE_SECRET_KEY'],
    [{ STRIPE_SECRET_KEY: 'pk_test_1', STRIPE_WEBHOOK_SECRET: 'whsec_1' }, 'STRIPE_SECRET_KEY'],
    [{ BUYERS_PREMIUM: 'a quarter' }, 'BUYERS_PREMIUM must be a percentage such as 25%'],
    [{ SELLERS_COMMISSION: '1000:20' }, 'SELLERS_COMMISSION'],
    [{ TAX_RATE: '101' }, 'TAX_RATE must be a percentage from 0 to 100'],
    [{ SMTP_URL: 'smtp://mail.example' }, 'MAIL_FROM'],
    [{ SMTP_URL: 'mail.example', MAIL_FROM: 'a@b.example' }, 'SMTP_URL'],
    [{ SMTP_URL: 'smtp://', MAIL_FROM: 'a@b.example' }, 'SMTP_URL'],
    [{ SMTP_URL: 'smtp://a#b:c@mail.example', MAIL_FROM: 'a@b.example' }, 'SMTP_URL'],
    [{ MAIL_FROM: 'Gavel' }, 'MAIL_FROM'],
    [{ MAIL_FROM: 'Gavel <sales at auctions.example>' }, 'MAIL_FROM'],
    [{ STRIPE_SECRET_KEY: 'sk_test_', STRIPE_WEBHOOK_SECRET: 'whsec_1' }, 'STRIPE_SECRET_KEY'],
    [{ STRIPE_SECRET_KEY: 'sk_test_1', STRIPE_WEBHOOK_SECRET: 'whsec_' }, 'STRIPE_WEBHOOK_SECRET'],
    [{ DEMO: 'yes' }, 'DEMO'],
    [{ DEMO_PASSWORD: 'short' }, 'DEMO_PASSWORD'],
    [{ HOST: '0.0.0.0' }, 'DEMO_PASSWORD'],
    [{ HOST: '0.0.0.0', DEMO: 'off', RATE_LIMIT: 'off' }, 'RATE_LIMIT'],
    [{ MIN_AUCTION_SECONDS: '0' }, 'MIN_AUCTION_SECONDS'],
    [{ PAYMENT_WINDOW_SECONDS: '1.5' }, 'PAYMENT_WINDOW_SECONDS'],
    [{ PAYOUT_HOLD_SECONDS: '-1' }, 'PAYOUT_HOLD_SECONDS'],
    [{ NEXTAUTH_SECRET: 'short' }, 'NEXTAUTH_SECRET'],
    [{ PUBLIC_URL: 'auctions.example' }, 'PUBLIC_URL'],
    [{ PUBLIC_URL: 'ftp://auctions.example' }, 'PUBLIC_URL'],
    [{ PUBLIC_URL: 'https://auctions.example/gavel' }, 'PUBLIC_URL'],
    [{ PUBLIC_URL: 'https://auctions.example?x=1' }, 'PUBLIC_URL'],
    [{ PUBLIC_URL: 'https://me:secret@auctions.example' }, 'PUBLIC_URL'],
    [{ SECOND_CHANCE_SECONDS: 'a day' }, 'SECOND_CHANCE_SECONDS'],
    [{ STRIKES_TO_SUSPEND: '-1' }, 'STRIKES_TO_SUSPEND'],
    [{ CARD_REQUIRED_ABOVE: '$500' }, 'CARD_REQUIRED_ABOVE'],
    [{ METRICS_TOKEN: 'short' }, 'METRICS_TOKEN'],
    [{ LOG_LEVEL: 'verbose' }, 'LOG_LEVEL must be debug, info, warn, error or silent'],
    [{ RATE_LIMIT: 'false' }, 'RATE_LIMIT'],
    [{ RECEIPT_KEY: 'secret' }, 'RECEIPT_KEY'],
    [{ RECEIPT_KEY: pemOf(generateKeyPairSync('x25519')) }, 'RECEIPT_KEY'],
    [{ ENCRYPTION_KEYS: 'k1' }, 'ENCRYPTION_KEYS must be a list'],
    [{ ENCRYPTION_KEYS: `k1:${secretOf(31)}` }, 'ENCRYPTION_KEYS must be a list'],
    [{ ENCRYPTION_KEYS: `k1:${secretOf(32)},k1:${secretOf(32)}` }, 'ENCRYPTION_KEYS must be a list'],
    [{ ENCRYPTION_KEYS: `k1:${zeros},k2:${zeros}` }, 'ENCRYPTION_KEYS must be a list'],
    [{ ENCRYPTION_KEYS: `k.1:${secretOf(32)}` }, 'ENCRYPTION_KEYS must be a list'],
  ])('%o', (source, named) => {
    const read = () => readEnvironment(source);
    expect(read).toThrow(StartupError);
    expect(read).toThrow(named);
    expect(read).not.toThrow(/\n/);
  });
});

it('a receipt key may be written on one line', () => {
  const pem = pemOf(generateKeyPairSync('ed25519'));
  expect(readEnvironment({ RECEIPT_KEY: pem }).receiptKey).toBe(pem);
  expect(readEnvironment({ RECEIPT_KEY: pem.replaceAll('\n', String.raw`\n`) }).receiptKey).toBe(pem);
  expect(readEnvironment({}).receiptKey).toBeNull();
});

it('an address may come with a slash behind it, a database by a socket, a sender by name', () => {
  expect(readEnvironment({ PUBLIC_URL: 'https://auctions.example/' }).publicOrigin).toBe(
    'https://auctions.example',
  );
  const DATABASE_URL = 'postgresql:///gavel?host=/var/run/postgresql';
  expect(readEnvironment({ DATABASE_URL }).databaseUrl).toBe(DATABASE_URL);
  const MAIL_FROM = 'Gavel Auctions <sales@auctions.example>';
  expect(readEnvironment({ MAIL_FROM }).mailFrom).toBe(MAIL_FROM);
});

describe('hosted services', () => {
  it('take Pusher Channels by cluster, or a compatible server by host', () => {
    expect(readEnvironment({ ...pusher, PUSHER_CLUSTER: 'eu' }).pusher).toMatchObject({
      cluster: 'eu',
      host: null,
    });
    expect(
      readEnvironment({ ...pusher, PUSHER_HOST: 'push.example', PUSHER_PORT: '6001', PUSHER_TLS: 'off' })
        .pusher,
    ).toMatchObject({
      host: 'push.example',
      port: 6001,
      tls: false,
    });
  });
});

it('encryption keys are read in their order, the first being the one that writes', () => {
  const [newer, older] = [secretOf(32), secretOf(32)];
  const { encryptionKeys } = readEnvironment({ ENCRYPTION_KEYS: `2027:${newer}, 2026:${older}` });
  expect(encryptionKeys).toEqual([
    { id: '2027', secret: Buffer.from(newer, 'base64') },
    { id: '2026', secret: Buffer.from(older, 'base64') },
  ]);
});

describe('a file of variables', () => {
  let directory: string;
  const names = ['TAX_RATE', 'RECEIPT_KEY', 'BUYERS_PREMIUM'] as const;
  const before = names.map((name) => process.env[name]);

  beforeEach(() => {
    directory = mkdtempSync(path.join(tmpdir(), 'gavel-env-'));
    for (const name of names) delete process.env[name];
  });

  afterEach(() => {
    rmSync(directory, { recursive: true, force: true });
    names.forEach((name, index) => {
      process.env[name] = before[index] ?? '';
    });
  });

  it('sets what the environment does not', () => {
    process.env.TAX_RATE = '5';
    const pem = pemOf(generateKeyPairSync('ed25519'));
    const file = path.join(directory, '.env');
    writeFileSync(
      file,
      `# fees\nTAX_RATE=8\nBUYERS_PREMIUM=25%\nRECEIPT_KEY=${pem.trim().replaceAll('\n', String.raw`\n`)}\n`,
    );
    readEnvFile(file);
    expect(readEnvironment(process.env)).toMatchObject({
      taxBasisPoints: 500,
      buyersPremium: [{ from: 0, basisPoints: 2500 }],
      receiptKey: pem.trim(),
    });
  });

  it('need not be there, but must be readable where it is', () => {
    expect(() => readEnvFile(path.join(directory, '.env'))).not.toThrow();
    expect(() => readEnvFile(directory)).toThrow(StartupError);
  });
});
