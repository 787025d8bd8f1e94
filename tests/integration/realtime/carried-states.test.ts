/** What is told of bids is not read back from the database: it has to be the same all the same. */
import { expect, test, vi } from 'vitest';
import { auctionChannel, encodeState } from '#lib/auction/wire';
import type { AuctionId } from '#lib/auction/types';
import { adjudicate } from '#lib/bidding/adjudicate';
import { endAuctionNow, placeBid, voidBids } from '#lib/bidding/index';
import { cents } from '#lib/auction/money';
import { database } from '#lib/db/client';
import { readLiveStates } from '#lib/db/live-rows';
import { inTransaction } from '#lib/db/transaction';
import { usePushHouse, type Listening } from '#tests/integration/realtime/push-house';
import { useTestDatabase } from '#tests/support/database';
import { makeAuction, makeBidder, type TestBidder } from '#tests/support/people';

useTestDatabase();
const house = usePushHouse();

async function expectToldAsStored(lot: AuctionId, { heard }: Listening): Promise<void> {
  const state = (await readLiveStates(database(), [lot])).get(lot);
  if (!state) throw new Error('the lot is there');
  await vi.waitFor(() => expect(heard.at(-1)?.data).toEqual(encodeState(state)), {
    timeout: 10_000,
    interval: 20,
  });
}

/** As another process of the house would: nobody here hears of the commit. */
const bidElsewhere = (auctionId: AuctionId, { id: bidderId }: TestBidder, amount: number) =>
  inTransaction((tx) =>
    adjudicate(tx, [
      {
        auctionId,
        action: { kind: 'place_bid', bidderId, amount: cents(amount), maximum: null },
        ifVersion: null,
        salt: '00'.repeat(16),
        idempotency: null,
        alongside: null,
      },
    ]),
  );

test('a lot’s bids, here and in another process, a void and the end are told as they are stored', async () => {
  const [lot, ada, ben] = [await makeAuction(), await makeBidder(), await makeBidder()];
  const listening = await house.listen(auctionChannel(lot));
  const bid = async ({ id: bidderId }: TestBidder, amount: number, maximum?: number): Promise<void> => {
    const asked = maximum === undefined ? {} : { maximum: cents(maximum) };
    const outcome = await placeBid({ auctionId: lot, bidderId, amount: cents(amount), ...asked });
    expect(outcome).toMatchObject({ accepted: true });
  };
  for (let turn = 0; turn < 30; turn += 1) await bid(turn % 2 === 0 ? ada : ben, 20_000 + turn * 1000);
  await expectToldAsStored(lot, listening);

  await bid(ada, 60_000, 90_000);
  await bid(ben, 70_000);
  await expectToldAsStored(lot, listening);

  await bidElsewhere(lot, ben, 100_000);
  await bid(ada, 120_000);
  await expectToldAsStored(lot, listening);

  expect(await voidBids({ auctionId: lot, bidderId: ada.id })).toMatchObject({ accepted: true });
  await expectToldAsStored(lot, listening);

  expect(await endAuctionNow({ auctionId: lot })).toMatchObject({ accepted: true });
  await expectToldAsStored(lot, listening);
  expect(listening.heard.at(-1)?.data).toMatchObject({ leader_username: ben.username });
});
