import type { AuctionId } from '#lib/auction/types';

/** The sign-in page, which leads back to the lot. */
export const signInAndReturn = (id: AuctionId) =>
  `/sign-in?${new URLSearchParams({ callbackUrl: `/auctions/${id}` }).toString()}` as const;
