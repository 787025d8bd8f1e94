import type { AuctionId } from '#lib/auction/types';

export interface NoticeWords {
  readonly title: string;
  readonly body: string;
  readonly link: { readonly path: string; readonly label: string };
}

/** What a notice is about. */
export interface NoticeLot {
  readonly auctionId: AuctionId;
  readonly title: string;
}
