/**
 * Idempotency keys of writes other than bids, whose keys the bid engine keeps itself in the same table. The answer is
 * recorded in the transaction of its effect, so that a crash leaves both or neither; of two requests that run at once, the
 * database lets one record its answer, and the other is rolled back and given that answer. Refusals have no effect and
 * are not kept.
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Caller } from '#lib/accounts/index';
import type { ApiAnswer, ApiRequest } from '#lib/api/exchange';
import { problem } from '#lib/api/problems';
import { database, type Queryable } from '#lib/db/client';
import { violatedIndex } from '#lib/db/unique-violation';

const keptAnswer = z.object({
  status: z.int(),
  headers: z.record(z.string(), z.string()),
  body: z.string(),
});

/** What identifies a request beside its key: the same key with anything else is a conflict. */
const hashRequest = ({ method, path }: ApiRequest, rawBody: string): string =>
  createHash('sha256')
    .update(JSON.stringify([method, path, rawBody]))
    .digest('hex');

export interface KeyedCall {
  readonly caller: Pick<Caller, 'id'>;
  readonly idempotencyKey: string | undefined;
  readonly request: ApiRequest;
  readonly rawBody: string;
}

/** Records the answer, in the transaction of its effect. Does nothing for a call without a key. */
export type Remember = (tx: Queryable, answer: ApiAnswer) => Promise<void>;

async function recall(bidderId: number, key: string, requestHash: string): Promise<ApiAnswer | null> {
  const row = await database().idempotencyKey.findUnique({ where: { bidderId_key: { bidderId, key } } });
  if (!row) return null;
  const kept = row.requestHash === requestHash ? keptAnswer.safeParse(row.answer) : null;
  return kept?.success ? kept.data : problem('idempotency_conflict');
}

function wasRecordedMeanwhile(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause)
    if (violatedIndex(cause) === 'idempotency_keys_pkey') return true;
  return false;
}

/** Does `work` once for each key, and gives its answer every time. */
export async function answerOnce(
  call: KeyedCall,
  work: (remember: Remember) => Promise<ApiAnswer>,
): Promise<ApiAnswer> {
  const { idempotencyKey: key, caller } = call;
  if (key === undefined) return work(() => Promise.resolve());
  const bidderId = caller.id;
  const requestHash = hashRequest(call.request, call.rawBody);
  const earlier = await recall(bidderId, key, requestHash);
  if (earlier) return earlier;
  try {
    return await work(async (tx, { status, headers, body }) => {
      const answer = { status, headers: { ...headers }, body };
      await tx.idempotencyKey.create({ data: { bidderId, key, requestHash, answer } });
    });
  } catch (error) {
    const recorded = wasRecordedMeanwhile(error) ? await recall(bidderId, key, requestHash) : null;
    if (recorded) return recorded;
    throw error;
  }
}
