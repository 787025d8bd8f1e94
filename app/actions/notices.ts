'use server';

import { z } from 'zod';
import { currentCaller } from '#lib/accounts/current-caller';
import { markNoticesRead } from '#lib/notifications/index';

const longestId = 18;
const request = z.object({ upToId: z.string().regex(/^\d+$/).max(longestId) });

export type MarkNoticesReadInput = z.input<typeof request>;

/** Marks the reader's notices as read, up to the newest that they were shown. Answers whether that was done. */
export async function markNoticesReadAction(
  input: MarkNoticesReadInput,
): Promise<{ readonly done: boolean }> {
  const parsed = request.safeParse(input);
  const caller = await currentCaller();
  if (!parsed.success || !caller) return { done: false };
  await markNoticesRead({ bidderId: caller.id, ...parsed.data });
  return { done: true };
}
