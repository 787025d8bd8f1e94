export { buyNow } from '#lib/bidding/buy-now';
export { cancelAuction } from '#lib/bidding/cancel-auction';
export { endAuctionNow } from '#lib/bidding/end-auction-now';
export { concludeAuctions } from '#lib/bidding/conclude-auctions';
export { refusalReply, replyTo, type BidReply } from '#lib/bidding/bid-reply';
export { engineDepth } from '#lib/bidding/engine';
export { placeBid } from '#lib/bidding/place-bid';
export { voidBids } from '#lib/bidding/void-bids';
export type {
  ActionOutcome,
  Alongside,
  BidOutcome,
  BuyNowRequest,
  CancelRequest,
  EndNowRequest,
  EngineRefusal,
  PlaceBidRequest,
  PlacedBid,
  VoidBidsRequest,
} from '#lib/bidding/types';
