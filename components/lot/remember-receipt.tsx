'use client';

import { keepReceipt } from '#lib/receipts/kept-receipts';
import type { Receipt } from '#lib/receipts/types';

/** Keeps the reader's receipt in their own browser. Where it allows no storage, or has no room, the bid counts all the same. */
export function rememberReceipt(receipt: Receipt | null): void {
  if (receipt === null) return;
  try {
    keepReceipt(window.localStorage, receipt);
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
  }
}
