/** Sales, each with a plan of what its people do. What the plan says happens in its order; everything else may come in between. */
import { cents } from '#lib/auction/money';
import type { AuctionId, BidderId } from '#lib/auction/types';
import { placeBid } from '#lib/bidding/index';
import { database } from '#lib/db/client';
import { lookupOf, sealedColumns, sealText } from '#lib/db/sealed-columns';
import { closeDue } from '#lib/lifecycle/close-due';
import { saveAddress } from '#lib/payments/index';
import type { PaymentHouse } from '#tests/integration/payments/payment-house';
import { keepCard, savedCards } from '#tests/integration/payments/saved-card';
import { makeWonLot } from '#tests/integration/payments/won-lot';
import type { Random } from '#tests/simulation/random';
import { makeAuction, makeBidder } from '#tests/support/people';
import type { Plan, Step, Traits } from '#tests/integration/payments/simulation/plans';
import { buyerAddress } from '#tests/integration/payments/buyer-address';

/** What is drawn of a sale, before it is made: the same for the run with faults and the one without. */
export interface Draft {
  readonly name: string;
  readonly traits: Traits;
  readonly steps: readonly Step[];
  /** How it may end, in the words of `describeEnding`. */
  readonly endings: readonly string[];
  readonly hammerPrice: number;
  readonly premium: number;
  readonly shipping: number;
  readonly tax: number;
  readonly commission: number;
  /** What goes back first where something does, in minor units: always less than the whole. */
  readonly part: number;
}

export interface Sale extends Draft {
  readonly auctionId: AuctionId;
  readonly sellerId: BidderId;
  readonly buyerId: BidderId;
  readonly secondId: BidderId | null;
  /** Steps done so far. */
  done: number;
  /** The payment page that the buyer keeps open. */
  page: string | null;
}

export function drawDraft(
  name: string,
  plan: Omit<Plan, 'ending'> & { readonly endings: readonly string[] },
  random: Random,
): Draft {
  const hammerPrice = random.whole(2000, 90_000);
  return {
    name,
    ...plan,
    hammerPrice,
    premium: random.whole(0, 5000),
    shipping: random.whole(0, 3000),
    tax: random.whole(0, 9000),
    commission: random.whole(0, 2000),
    part: random.whole(1, hammerPrice - 1),
  };
}

type Lot = Pick<Sale, 'auctionId' | 'sellerId' | 'buyerId' | 'secondId'>;

/** A lot that two people bid on and the higher one won, whose seller allows second chances. */
async function makeContestedLot(sellerId: BidderId): Promise<Lot> {
  const [winner, second] = [await makeBidder(), await makeBidder()];
  const auctionId = await makeAuction({ sellerId, startingPrice: 10_000 });
  await database().auction.update({ where: { id: auctionId }, data: { secondChance: true } });
  for (const [bidder, amount] of [
    [second, 13_000],
    [winner, 20_000],
  ] as const)
    await placeBid({ auctionId, bidderId: bidder.id, amount: cents(amount), maximum: cents(amount) });
  await database().$executeRaw`
    UPDATE auctions SET starts_at = now() - interval '2 hours', ends_at = now(), original_ends_at = now()
    WHERE id = ${auctionId}`;
  while ((await closeDue()) > 0);
  return { auctionId, sellerId, buyerId: winner.id, secondId: second.id };
}

async function makePlainLot(draft: Draft, sellerId: BidderId): Promise<Lot> {
  const { hammerPrice, premium, shipping, tax, commission } = draft;
  const lot = await makeWonLot({ sellerId, price: hammerPrice });
  await database().order.updateMany({
    where: { auctionId: lot.auctionId },
    data: {
      buyersPremium: premium,
      shippingPrice: shipping,
      tax,
      commission,
      totalPrice: hammerPrice + premium + shipping + tax,
    },
  });
  await saveAddress(lot.buyerId, buyerAddress);
  return { ...lot, secondId: null };
}

async function makePayableSeller(house: PaymentHouse): Promise<BidderId> {
  const { id: sellerId } = await makeBidder();
  const accountId = await house.sellerAccount();
  const { sellerAccount } = sealedColumns;
  await database().sellerAccount.create({
    data: {
      bidderId: sellerId,
      accountSealed: sealText(sellerAccount, [sellerId], accountId),
      accountLookup: lookupOf(sellerAccount, accountId),
      detailsSubmitted: true,
      transfersEnabled: true,
    },
  });
  return sellerId;
}

const payableSellers = new WeakMap<PaymentHouse, Promise<BidderId>>();

/** The house's one seller whose account at Stripe takes money. */
function payableSeller(house: PaymentHouse): Promise<BidderId> {
  const known = payableSellers.get(house) ?? makePayableSeller(house);
  payableSellers.set(house, known);
  return known;
}

/** Makes a drawn sale, as far as the won lot. */
export async function makeSale(house: PaymentHouse, draft: Draft): Promise<Sale> {
  const { traits } = draft;
  const sellerId = traits.isPaidOut ? await payableSeller(house) : (await makeBidder()).id;
  const lot = traits.isContested ? await makeContestedLot(sellerId) : await makePlainLot(draft, sellerId);
  if (traits.card) await keepCard(lot.buyerId, savedCards[traits.card]);
  return { ...draft, ...lot, done: 0, page: null };
}
