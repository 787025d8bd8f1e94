/** Many bids over the HTTP API, as fast as they are answered. */
import { bidOn, type ApiPerson, type RecordedBid } from '#tests/support/api';

export interface Burst {
  readonly origin: string;
  readonly auctionId: number;
  /** Each sends one bid after the other. */
  readonly bidders: readonly ApiPerson[];
  readonly bids: number;
  /** In cents; each bid is `step` above the one before it. */
  readonly from: number;
}

/** More than the house's step for any price up to $5,000. */
const step = 5000;

/** Overtaken by a higher bid on its way: that it is refused is right. */
export const isOvertaken = (error: unknown): boolean => String(error).includes('bid_too_low');

/** @returns what the house recorded of it, in no order. A leader who goes on bidding only raises a maximum. */
export async function bidInBurst({ origin, auctionId, bidders, bids, from }: Burst): Promise<RecordedBid[]> {
  const recorded: RecordedBid[] = [];
  let sent = 0;
  const bidOnAndOn = async (bidder: ApiPerson): Promise<void> => {
    while (sent < bids) {
      const amount = from + step * sent;
      sent += 1;
      try {
        recorded.push(await bidOn(origin, { auctionId, bidder, amount }));
      } catch (error) {
        if (!isOvertaken(error)) throw error;
      }
    }
  };
  await Promise.all(bidders.map(bidOnAndOn));
  return recorded;
}
