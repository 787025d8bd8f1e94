import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Stripe } from 'stripe';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startInbox, type Inbox } from '#tests/conformance/stripe/support/inbox';
import { secretKey, webhookSecret } from '#tests/conformance/stripe/support/start-stripe';

interface Running {
  readonly stripe: Stripe;
  kill(): Promise<void>;
}

let directory: string;
let inbox: Inbox;
const children: ChildProcess[] = [];

beforeEach(async () => {
  directory = mkdtempSync(path.join(tmpdir(), 'stripe-durability-'));
  inbox = await startInbox(webhookSecret);
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await inbox.close();
  rmSync(directory, { recursive: true });
});

async function serve(): Promise<Running> {
  const child = spawn(
    process.execPath,
    [
      path.join(import.meta.dirname, 'support/serve.ts'),
      path.join(directory, 'stripe.sqlite'),
      inbox.url,
      secretKey,
      webhookSecret,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  children.push(child);
  const [line]: unknown[] = await once(child.stdout, 'data');
  return {
    stripe: new Stripe(secretKey, {
      host: '127.0.0.1',
      port: Number(String(line)),
      protocol: 'http',
      maxNetworkRetries: 0,
    }),
    kill: async () => {
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
  };
}

test('what was acknowledged survives kill -9: the object, the answer to its key, and the event owed for it', async () => {
  inbox.answerWith(503);
  const before = await serve();
  // A stream of requests, so that the kill comes in the midst of work.
  const acknowledged: string[] = [];
  const writers = Array.from({ length: 4 }, async (_, writer) => {
    for (let index = 0; ; index += 1) {
      const name = `writer ${writer}, customer ${index}`;
      const created = await before.stripe.customers
        .create({ name }, { idempotencyKey: name })
        .catch(() => null);
      if (created === null) return;
      acknowledged.push(name);
    }
  });
  await expect.poll(() => acknowledged.length, { timeout: 20_000 }).toBeGreaterThan(40);
  await before.kill();
  await Promise.all(writers);

  inbox.answerWith(200);
  const after = await serve();
  const stored = new Map<string | null | undefined, string>();
  for await (const customer of after.stripe.customers.list({ limit: 100 }))
    stored.set(customer.name, customer.id);
  for (const name of acknowledged) {
    const replay = await after.stripe.customers.create({ name }, { idempotencyKey: name });
    expect(replay.id).toBe(stored.get(name));
    expect(replay.lastResponse.headers['idempotent-replayed']).toBe('true');
  }
  const announced = new Set(stored.values());
  for (const id of announced)
    await inbox.waitFor(
      ({ type, data }) => type === 'customer.created' && 'id' in data.object && data.object.id === id,
    );
});
