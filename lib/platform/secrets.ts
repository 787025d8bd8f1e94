/**
 * Secrets that nobody configured: made once, kept in the data directory for its owner's eyes only. They sign session
 * cookies and receipts, encrypt what is secret at rest, and let this process talk to its own embedded services.
 */
import { createPrivateKey, hkdfSync, randomBytes } from 'node:crypto';
import { chmodSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import {
  drawEncryptionKey,
  formatEncryptionKeys,
  parseEncryptionKeys,
  type EncryptionKey,
} from '#lib/platform/encryption-keys';
import { environment } from '#lib/platform/env';
import { errorCode } from '#lib/platform/error-code';
import { StartupError } from '#lib/platform/fatal';
import { forgetProcessWide, processWide } from '#lib/platform/singleton';

const shape = z.object({
  authSecret: z.string().min(32),
  databasePassword: z.string().min(16),
  pusherKey: z.string().min(16),
  pusherSecret: z.string().min(16),
  stripeSecretKey: z.string().startsWith('sk_test_'),
  stripeWebhookSecret: z.string().startsWith('whsec_'),
  /** PKCS #8 in PEM: the Ed25519 key that signs receipts for bids. */
  receiptKey: z.string().startsWith('-----BEGIN PRIVATE KEY-----'),
  /** As ENCRYPTION_KEYS: what is secret in the database is sealed under the first. */
  encryptionKeys: z.string().refine((keys) => parseEncryptionKeys(keys) !== null),
});
/** As files were written before bids had receipts, or the database had anything sealed. */
const earlierShape = shape.partial({ receiptKey: true, encryptionKeys: true });

export type LocalSecrets = z.infer<typeof shape>;

/** What stands before the 32 bytes of an Ed25519 key in PKCS #8 (RFC 8410). */
const ed25519Prefix = Buffer.from('302e020100300506032b657004220420', 'hex');

function receiptKeyFrom(seed: Buffer): string {
  const der = Buffer.concat([ed25519Prefix, seed]);
  return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
    .export({ format: 'pem', type: 'pkcs8' })
    .toString();
}

/**
 * What a file of before lacks. Derived (RFC 5869) from what the file holds instead of drawn, so that processes that upgrade
 * it at once come to the same keys whoever writes last.
 */
function upgrade(earlier: z.infer<typeof earlierShape>): LocalSecrets {
  const derive = (name: string) => Buffer.from(hkdfSync('sha256', earlier.authSecret, '', name, 32));
  const encryptionKey = () => ({
    id: derive('gavel encryption key id').toString('hex').slice(0, 8),
    secret: derive('gavel encryption key'),
  });
  return {
    ...earlier,
    receiptKey: earlier.receiptKey ?? receiptKeyFrom(derive('gavel receipt key')),
    encryptionKeys: earlier.encryptionKeys ?? formatEncryptionKeys([encryptionKey()]),
  };
}

const draw = (): LocalSecrets => ({
  authSecret: randomBytes(32).toString('hex'),
  databasePassword: randomBytes(24).toString('hex'),
  pusherKey: randomBytes(10).toString('hex'),
  pusherSecret: randomBytes(20).toString('hex'),
  stripeSecretKey: `sk_test_embedded_${randomBytes(16).toString('hex')}`,
  stripeWebhookSecret: `whsec_${randomBytes(24).toString('hex')}`,
  receiptKey: receiptKeyFrom(randomBytes(32)),
  encryptionKeys: formatEncryptionKeys([drawEncryptionKey()]),
});

/** Writes the secrets beside the file, under a name of this process's own. */
function writeDraft(file: string, secrets: LocalSecrets): string {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  chmodSync(draft, 0o600);
  return draft;
}

function readFile(file: string): LocalSecrets | null {
  let raw: string;
  try {
    raw = readFileSync(file, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  }
  const content = parseJson(raw);
  const parsed = shape.safeParse(content);
  if (parsed.success) return parsed.data;
  const earlier = earlierShape.safeParse(content);
  if (!earlier.success)
    throw new StartupError(`${file} is damaged; restore it from a backup of the data directory.`);
  const upgraded = upgrade(earlier.data);
  renameSync(writeDraft(file, upgraded), file);
  return upgraded;
}

/** undefined for what is not JSON: a file cut short is as damaged as one with a value missing. */
function parseJson(raw: string): unknown {
  try {
    return JSON.parse(raw);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/**
 * Reads `directory`/secrets.json, making it on first use, and adding to one of an earlier Gavel what it lacks. Two processes that start at once agree: a hard link is made
 * only where no file stands yet, so the first one wins and the other reads it.
 */
export function loadSecrets(directory: string): LocalSecrets {
  const file = path.join(directory, 'secrets.json');
  const existing = readFile(file);
  if (existing) return existing;
  mkdirSync(directory, { recursive: true });
  const draft = writeDraft(file, draw());
  try {
    linkSync(draft, file);
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
  } finally {
    rmSync(draft);
  }
  const made = readFile(file);
  if (!made) throw new StartupError(`${file} could not be written.`);
  return made;
}

const instanceName = 'local-secrets';

export const localSecrets = (): LocalSecrets =>
  processWide(instanceName, () => loadSecrets(environment().dataDirectory));

/** Keeps these encryption keys in place of those that `directory` has, the newest first. For a rotation alone. */
export function keepEncryptionKeys(directory: string, keys: readonly EncryptionKey[]): void {
  const secrets = { ...loadSecrets(directory), encryptionKeys: formatEncryptionKeys(keys) };
  const file = path.join(directory, 'secrets.json');
  renameSync(writeDraft(file, secrets), file);
  forgetProcessWide(instanceName);
}
