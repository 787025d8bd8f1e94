/** Puts the system's commands and terms into the model's words. The only file that knows both vocabularies. */
import type { AuctionTerms, Bidder } from '#lib/auction/types';
import type { EngineCommand } from '#lib/bidding/engine-command';
import type { Envelope } from '#tests/simulation/model/house';
import type { LotTerms } from '#tests/simulation/model/ledger';
import type { Ask, Visitor } from '#tests/simulation/model/asks';
import { cardRequiredAbove } from '#tests/simulation/system/transaction';

const money = (amount: number | null): bigint | null => (amount === null ? null : BigInt(amount));

export const toLotTerms = (terms: AuctionTerms): LotTerms => ({
  seller: terms.sellerId,
  currency: terms.currency,
  start: BigInt(terms.startingPrice),
  reserve: money(terms.reservePrice),
  buyNow: money(terms.buyNowPrice),
  step: money(terms.bidIncrement),
  softCloseMs: terms.softCloseSeconds * 1000,
  cardAbove: BigInt(cardRequiredAbove),
  opensAt: terms.startsAt,
  closesAt: terms.originalEndsAt,
});

function toVisitor(bidder: Bidder | null): Visitor {
  if (bidder === null) throw new Error('a bid was committed for nobody');
  const { id: paddle, username: name, suspended, blocked, hasCard } = bidder;
  return { paddle, name, suspended, blocked, hasCard };
}

function toAsk({ action, ifVersion }: EngineCommand, bidder: Bidder | null): Ask {
  switch (action.kind) {
    case 'place_bid': {
      const named = BigInt(action.amount);
      return { kind: 'offer', visitor: toVisitor(bidder), named, limit: money(action.maximum), ifVersion };
    }
    case 'buy_now':
      return { kind: 'take', visitor: toVisitor(bidder), ifVersion };
    case 'end_now':
      return { kind: 'end', ifVersion };
    case 'cancel':
      return { kind: 'withdraw', by: action.by, ifVersion };
    case 'void':
      return { kind: 'strike', paddle: action.bidderId, ifVersion };
    default:
      return action satisfies never;
  }
}

export const toEnvelope = (command: EngineCommand, bidder: Bidder | null): Envelope => ({
  lot: command.auctionId,
  ask: toAsk(command, bidder),
  key: command.idempotency?.key ?? null,
});
