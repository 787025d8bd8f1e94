/**
 * Idempotency keys of writes other than bids, whose keys the bid engine keeps itself in the same table. The answer is
 * recorded in the transaction of its effect, so that a crash leaves both or neither; of two requests that run at once, the
 * database lets one record its answer, and the other, rolled back or refused because of it, is given that answer. Refusals
 * have no effect and are not kept.
 */
import { createHmac } from 'node:crypto';
import { z } from 'zod';
import type { Caller } from '#lib/accounts/index';
import type { ApiAnswer, ApiRequest } from '#lib/api/exchange';
import { problem, statusOf } from '#lib/api/problems';
import type { BidderId } from '#lib/auction/types';
import { database, type Queryable } from '#lib/db/client';
import { openText, sealedColumns, sealText } from '#lib/db/sealed-columns';
import { authSecret } from '#lib/platform/config';
import { violatedIndex } from '#lib/db/unique-violation';

/** From this status on an answer says what was not done. */
const leastRefusal = 400;

const keptAnswer = z.object({
  status: z.int(),
  headers: z.record(z.string(), z.string()),
  body: z.string(),
});

/**
 * What identifies a request beside its key: the same key with anything else is a conflict. Keyed, as a body may hold a
 * password that a plain hash would give away to whoever reads the table.
 */
const hashRequest = ({ method, path }: ApiRequest, rawBody: string): string =>
  createHmac('sha256', authSecret())
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

/** What was answered under this key before, or a conflict; null for a new key. */
async function recall(bidderId: number, key: string, requestHash: string): Promise<ApiAnswer | null> {
  const row = await database().idempotencyKey.findUnique({ where: { bidderId_key: { bidderId, key } } });
  if (!row) return null;
  if (row.requestHash !== requestHash || row.answerSealed === null) return problem('idempotency_conflict');
  return keptAnswer.parse(JSON.parse(openText(sealedColumns.answer, [bidderId, key], row.answerSealed)));
}

interface RecordKey {
  readonly bidderId: number;
  readonly key: string;
  readonly requestHash: string;
}

async function record(
  tx: Queryable,
  recordKey: RecordKey,
  { status, headers, body }: ApiAnswer,
): Promise<void> {
  const { bidderId, key } = recordKey;
  // Encrypted, as an answer may show what only its caller may know, such as where to pay.
  const answerSealed = sealText(
    sealedColumns.answer,
    [bidderId, key],
    JSON.stringify({ status, headers, body }),
  );
  await tx.idempotencyKey.create({ data: { ...recordKey, answerSealed } });
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
  const recorded = () => recall(bidderId, key, requestHash);
  const earlier = await recorded();
  if (earlier) return earlier;
  try {
    const answer = await work((tx, given) => record(tx, { bidderId, key, requestHash }, given));
    // The same request may have got ahead, and what it did is why this one was refused.
    return answer.status < leastRefusal ? answer : ((await recorded()) ?? answer);
  } catch (error) {
    const meanwhile = wasRecordedMeanwhile(error) ? await recorded() : null;
    if (meanwhile) return meanwhile;
    throw error;
  }
}

/**
 * The same for opening an account, which nobody calls yet: the answer is kept with the account that it opened. A second
 * request finds the name taken, and is answered as the first was if it is the same to the letter.
 */
export async function registerOnce(
  call: Omit<KeyedCall, 'caller'>,
  username: string,
  work: (
    remember: (tx: Queryable, bidderId: BidderId, answer: ApiAnswer) => Promise<void>,
  ) => Promise<ApiAnswer>,
): Promise<ApiAnswer> {
  const { idempotencyKey: key, request, rawBody } = call;
  if (key === undefined) return work(() => Promise.resolve());
  const requestHash = hashRequest(request, rawBody);
  const answer = await work((tx, bidderId, given) => record(tx, { bidderId, key, requestHash }, given));
  if (answer.status !== statusOf('username_taken')) return answer;
  const holder = await database().bidder.findUnique({ where: { username }, select: { id: true } });
  return (holder && (await recall(holder.id, key, requestHash))) ?? answer;
}
