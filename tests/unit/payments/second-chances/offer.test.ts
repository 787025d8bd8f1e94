import { describe, expect, it } from 'vitest';
import { auctionId, bidderId } from '#lib/auction/identifiers';
import { epochMs } from '#lib/auction/instants';
import { cents } from '#lib/auction/money';
import { decideOffer, offerStatuses, type Offer, type OfferEvent } from '#lib/payments/second-chances/offer';

const expiresAt = epochMs(1_800_000_000_000);
const before = epochMs(expiresAt - 1);
const offer: Offer = {
  id: 1,
  auctionId: auctionId(7),
  bidderId: bidderId(3),
  price: cents(11_000),
  status: 'open',
  expiresAt,
};

describe('an open offer', () => {
  it.each<[string, OfferEvent, Offer['status']]>([
    ['is accepted up to the last millisecond', { kind: 'accept', at: before }, 'accepted'],
    ['is declined up to the last millisecond', { kind: 'decline', at: before }, 'declined'],
    ['is withdrawn by its seller', { kind: 'withdraw' }, 'withdrawn'],
    ['expires at its moment', { kind: 'expire', at: expiresAt }, 'expired'],
  ])('%s', (_, event, status) => {
    expect(decideOffer(offer, event)).toEqual({ accepted: true, offer: { ...offer, status } });
  });

  it.each<[string, OfferEvent, object]>([
    ['is not accepted at its last moment', { kind: 'accept', at: expiresAt }, { code: 'offer_expired' }],
    ['is not declined at its last moment', { kind: 'decline', at: expiresAt }, { code: 'offer_expired' }],
    [
      'does not expire a millisecond early',
      { kind: 'expire', at: before },
      { code: 'offer_still_open', expiresAt },
    ],
  ])('%s', (_, event, refusal) => {
    expect(decideOffer(offer, event)).toEqual({ accepted: false, refusal });
  });
});

const events: readonly OfferEvent[] = [
  { kind: 'accept', at: before },
  { kind: 'accept', at: expiresAt },
  { kind: 'decline', at: before },
  { kind: 'withdraw' },
  { kind: 'expire', at: before },
  { kind: 'expire', at: expiresAt },
];
const answered = offerStatuses.filter((status) => status !== 'open');

describe('an answered offer', () => {
  it.each(answered.flatMap((status) => events.map((event) => ({ status, event, name: event.kind }))))(
    'stays $status, whatever comes: $name',
    ({ status, event }) => {
      expect(decideOffer({ ...offer, status }, event)).toEqual({
        accepted: false,
        refusal: { code: `offer_${status}` },
      });
    },
  );
});
