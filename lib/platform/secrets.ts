/**
 * Secrets that nobody configured: made once, kept in the data directory for its owner's eyes only. They sign session
 * cookies and let this process talk to its own embedded services.
 */
import { randomBytes } from 'node:crypto';
import { chmodSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { environment } from '#lib/platform/env';
import { StartupError } from '#lib/platform/fatal';
import { processWide } from '#lib/platform/singleton';

const shape = z.object({
  authSecret: z.string().min(32),
  databasePassword: z.string().min(16),
  pusherKey: z.string().min(16),
  pusherSecret: z.string().min(16),
  stripeSecretKey: z.string().startsWith('sk_test_'),
  stripeWebhookSecret: z.string().startsWith('whsec_'),
});

export type LocalSecrets = z.infer<typeof shape>;

const draw = (): LocalSecrets => ({
  authSecret: randomBytes(32).toString('hex'),
  databasePassword: randomBytes(24).toString('hex'),
  pusherKey: randomBytes(10).toString('hex'),
  pusherSecret: randomBytes(20).toString('hex'),
  stripeSecretKey: `sk_test_embedded_${randomBytes(16).toString('hex')}`,
  stripeWebhookSecret: `whsec_${randomBytes(24).toString('hex')}`,
});

function readFile(file: string): LocalSecrets | null {
  let raw: string;
  try {
    raw = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  const parsed = shape.safeParse(JSON.parse(raw));
  if (!parsed.success)
    throw new StartupError(`${file} is damaged; restore it from a backup of the data directory.`);
  return parsed.data;
}

/**
 * Reads `directory`/secrets.json, making it on first use. Two processes that start at once agree: a hard link is made
 * only where no file stands yet, so the first one wins and the other reads it.
 */
export function loadSecrets(directory: string): LocalSecrets {
  const file = path.join(directory, 'secrets.json');
  const existing = readFile(file);
  if (existing) return existing;
  mkdirSync(directory, { recursive: true });
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify(draw(), null, 2)}\n`, { mode: 0o600 });
  chmodSync(draft, 0o600);
  try {
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft);
  }
  const made = readFile(file);
  if (!made) throw new StartupError(`${file} could not be written.`);
  return made;
}

export const localSecrets = (): LocalSecrets =>
  processWide('local-secrets', () => loadSecrets(environment().dataDirectory));
