import type { Route } from '#lib/api/route';
import { deleteCurrentToken, postBidders, postTokens, putDeliveryAddress } from '#lib/api/routes/accounts';
import { getAuction, getAuctions } from '#lib/api/routes/auctions';
import { getBids, putBid, putBidByBody } from '#lib/api/routes/bids';
import { getHistory, getReceiptKeys } from '#lib/api/routes/history';
import { deleteAuction, patchAuction, postAuctions } from '#lib/api/routes/listings';
import { getRealtime } from '#lib/api/routes/live';
import { referenceRoutes } from '#lib/api/routes/reference';
import { postBuyNow, postCheckout } from '#lib/api/routes/purchases';

/** What clients are told of, in the order of the documentation. */
export const publicRoutes: readonly Route[] = [
  postBidders,
  postTokens,
  deleteCurrentToken,
  putDeliveryAddress,
  getAuctions,
  postAuctions,
  getAuction,
  patchAuction,
  deleteAuction,
  getHistory,
  getBids,
  putBid,
  putBidByBody,
  postBuyNow,
  postCheckout,
  getRealtime,
  getReceiptKeys,
  ...referenceRoutes(() => publicRoutes),
];
