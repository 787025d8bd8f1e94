/**
 * What may happen to a second-chance offer. Invariants: an open offer is accepted, declined, withdrawn or expires once, and none
 * of these ever changes again; nothing is accepted from the moment on at which it expires, however late that is written down.
 * Pure and total: no I/O, and time is passed in.
 */
import type { AuctionId, BidderId, Cents, EpochMs } from '#lib/auction/types';

export const offerStatuses = ['open', 'accepted', 'declined', 'expired', 'withdrawn'] as const;
export type OfferStatus = (typeof offerStatuses)[number];

export interface Offer {
  readonly id: number;
  readonly auctionId: AuctionId;
  readonly bidderId: BidderId;
  /** The bidder's own maximum. */
  readonly price: Cents;
  readonly status: OfferStatus;
  readonly expiresAt: EpochMs;
}

export type OfferEvent =
  | { readonly kind: 'accept'; readonly at: EpochMs }
  | { readonly kind: 'decline'; readonly at: EpochMs }
  /** The seller would rather list the lot again. */
  | { readonly kind: 'withdraw' }
  | { readonly kind: 'expire'; readonly at: EpochMs };

/** In their order of precedence: what has become of the offer, then what is wrong with the event. */
export type OfferRefusal =
  | { readonly code: 'offer_accepted' }
  | { readonly code: 'offer_declined' }
  | { readonly code: 'offer_withdrawn' }
  | { readonly code: 'offer_expired' }
  | { readonly code: 'offer_still_open'; readonly expiresAt: EpochMs };

export type OfferDecision =
  | { readonly accepted: true; readonly offer: Offer }
  | { readonly accepted: false; readonly refusal: OfferRefusal };

const become = (offer: Offer, status: OfferStatus): OfferDecision => ({
  accepted: true,
  offer: { ...offer, status },
});
const refused = (refusal: OfferRefusal): OfferDecision => ({ accepted: false, refusal });

/** Why an offer that is no longer open takes nothing; null while it is. */
function refuseAnswered({ status }: Offer): OfferRefusal | null {
  switch (status) {
    case 'open':
      return null;
    case 'accepted':
      return { code: 'offer_accepted' };
    case 'declined':
      return { code: 'offer_declined' };
    case 'withdrawn':
      return { code: 'offer_withdrawn' };
    case 'expired':
      return { code: 'offer_expired' };
    default:
      return status satisfies never;
  }
}

/** Decides an event. */
export function decideOffer(offer: Offer, event: OfferEvent): OfferDecision {
  const answered = refuseAnswered(offer);
  if (answered) return refused(answered);
  switch (event.kind) {
    case 'accept':
      return event.at < offer.expiresAt ? become(offer, 'accepted') : refused({ code: 'offer_expired' });
    case 'decline':
      return event.at < offer.expiresAt ? become(offer, 'declined') : refused({ code: 'offer_expired' });
    case 'withdraw':
      return become(offer, 'withdrawn');
    case 'expire':
      return event.at < offer.expiresAt
        ? refused({ code: 'offer_still_open', expiresAt: offer.expiresAt })
        : become(offer, 'expired');
    default:
      return event satisfies never;
  }
}
