/** What arrives on a bidder's private channel, read without trust. */
export interface LiveNotice {
  readonly kind: string;
  readonly auctionId: number | null;
  /** The lot's title; null when the notice is about no lot. */
  readonly title: string | null;
}

/** null for anything else. */
export function decodeNotice(value: unknown): LiveNotice | null {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return null;
  const { kind } = value;
  if (typeof kind !== 'string') return null;
  const auctionId =
    'auction_id' in value && Number.isSafeInteger(value.auction_id) ? Number(value.auction_id) : null;
  const title = 'title' in value && typeof value.title === 'string' ? value.title : null;
  return { kind, auctionId, title };
}
