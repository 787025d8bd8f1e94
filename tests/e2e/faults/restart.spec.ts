import { expect } from '@playwright/test';
import { z } from 'zod';
import { bidOn, callApi, recordedBid, type RecordedBid } from '#tests/support/api';
import { bidInBurst, isOvertaken } from '../support/burst.ts';
import { priceBox, uniqueName } from '../support/house.ts';
import { listContestedLot, openScreen, test } from '../support/own-house.ts';
import { expectNoFall, expectTruth, untilLive } from '../support/screens.ts';

const rowsShape = z.object({ data: z.array(recordedBid) });

test('the house is killed and started again in mid-auction: no answered bid is lost, and both screens show the truth', async ({
  browser,
  house,
}) => {
  const { origin } = house;
  const { id, bidders } = await listContestedLot(origin, uniqueName('Chronometer'));
  const url = `${origin}/auctions/${id}`;
  const screens = [await openScreen(browser, url), await openScreen(browser, url)];
  for (const screen of screens) await untilLive(screen);
  const before = await bidInBurst({ origin, auctionId: id, bidders, bids: 5, from: 10_000 });
  for (const screen of screens) await expectTruth(screen, origin, id);

  // Each goes on bidding until the house no longer answers.
  const answered: RecordedBid[] = [];
  let amount = 35_000;
  const bidUntilKilled = async (bidder: (typeof bidders)[number]): Promise<void> => {
    for (;;) {
      const own = (amount += 5000);
      try {
        answered.push(await bidOn(origin, { auctionId: id, bidder, amount: own }));
      } catch (error) {
        if (!isOvertaken(error)) return;
      }
    }
  };
  const bidding = Promise.all(bidders.map(bidUntilKilled));
  await expect.poll(() => answered.length).toBeGreaterThan(3);
  await house.kill();
  await bidding;
  for (const screen of screens)
    await expect(priceBox(screen).getByText('Live', { exact: true })).toBeHidden();

  await house.startAgain();
  const { data } = await callApi(origin, { method: 'GET', path: `/bids/${id}?limit=100` }, rowsShape);
  expect(data).toEqual(expect.arrayContaining([...before, ...answered]));
  await bidInBurst({ origin, auctionId: id, bidders, bids: 5, from: amount + 5000 });
  for (const screen of screens) {
    await expectTruth(screen, origin, id);
    await untilLive(screen);
  }
  // Once more by the new connection alone.
  await bidInBurst({ origin, auctionId: id, bidders, bids: 2, from: amount + 50_000 });
  for (const screen of screens) {
    await expectTruth(screen, origin, id);
    expect(await expectNoFall(screen)).toBeGreaterThan(3);
  }
});
