'use server';

import { z } from 'zod';
import { auctionId } from '#lib/auction/identifiers';
import { listHistory, type HistoryEntry } from '#lib/listings/index';

const pageSize = 100;
const request = z.object({
  auctionId: z.int32().positive().transform(auctionId),
  /** The oldest sequence that the reader already sees. */
  before: z.int32().positive(),
});

export type ReadHistoryInput = z.input<typeof request>;

/** Older rows of a lot's public history, newest first. */
export async function readHistoryAction(input: ReadHistoryInput): Promise<readonly HistoryEntry[]> {
  const parsed = request.safeParse(input);
  if (!parsed.success) return [];
  const { auctionId: id, before } = parsed.data;
  const page = await listHistory(id, { cursor: String(before), limit: pageSize });
  return page?.data ?? [];
}
