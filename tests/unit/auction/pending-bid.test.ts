import { describe, expect, test } from 'vitest';
import { toPublicState, type PublicAuctionState } from '#lib/auction/live-state';
import { cents } from '#lib/auction/money';
import {
  receiveAnswer,
  receiveEvent,
  receiveSnapshot,
  sendBid,
  viewAuction,
  type LiveAuction,
} from '#lib/auction/pending-bid';
import { after, ada, ben, bid, exampleAuction, historyOf, proxyBid } from '#tests/unit/auction/examples';

/** The public state after these bids. */
function publicAfter(...bids: readonly ReturnType<typeof bid>[]): PublicAuctionState {
  const fresh = exampleAuction();
  return toPublicState(after(fresh, ...bids), historyOf(fresh, bids).toReversed());
}

const benTo300 = proxyBid(ben, 100_00, 300_00);
const before = publicAfter(benTo300);
const lost = publicAfter(benTo300, bid(ada, 150_00));
const won = publicAfter(benTo300, bid(ada, 350_00));
const event = (state: PublicAuctionState) => ({ state, voided: false });

function sending(amount: number, state = before): LiveAuction {
  const pending = { key: 'first', username: 'ada', amount: cents(amount), maximum: null };
  return sendBid({ state, pending: null }, pending);
}

describe('a bid on its way', () => {
  test('shows its amount as provisional, and leaves the public state alone', () => {
    const view = viewAuction(sending(150_00));
    expect(view).toMatchObject({ price: 150_00, isProvisional: true, pending: { seenSequence: 1 } });
    expect(view.state).toBe(before);
  });

  test('of the leader moves no price', () => {
    const leading = publicAfter(proxyBid(ada, 100_00, 200_00));
    expect(viewAuction(sending(150_00, leading))).toMatchObject({ price: 100_00, isProvisional: false });
  });

  test('that the price has passed shows the price', () => {
    expect(viewAuction({ ...sending(120_00), state: { ...lost, latestBids: [] } })).toMatchObject({
      price: 152_50,
      isProvisional: false,
    });
  });

  test('of the price itself shows nothing provisional', () => {
    expect(viewAuction(sending(before.currentPrice))).toMatchObject({ price: 100_00, isProvisional: false });
  });

  test('is settled by an answer whose lower price is not believed', () => {
    const lower = { ...lost, currentPrice: cents(1) };
    expect(receiveAnswer(sending(150_00), 'first', { accepted: true, state: lower })).toEqual({
      auction: { state: before, pending: null },
      gap: true,
    });
  });

  test('is settled by the answer, and the event after it changes nothing', () => {
    const answered = receiveAnswer(sending(150_00), 'first', { accepted: true, state: lost });
    expect(answered).toEqual({ auction: { state: lost, pending: null }, gap: false });
    expect(receiveEvent(answered.auction, event(lost))).toEqual(answered);
  });

  test('is settled by the event that shows it, and the answer after it changes nothing', () => {
    const heard = receiveEvent(sending(350_00), event(won));
    expect(heard).toEqual({ auction: { state: won, pending: null }, gap: false });
    expect(receiveAnswer(heard.auction, 'first', { accepted: true, state: won })).toEqual(heard);
  });

  test('is settled by a snapshot that shows it', () => {
    expect(receiveSnapshot(sending(350_00), won)).toEqual({ state: won, pending: null });
  });

  test('stays while events show only other people’s bids', () => {
    const raised = publicAfter(benTo300, bid(ben, 400_00));
    const { auction } = receiveEvent(sending(150_00), event(raised));
    expect(auction.pending?.key).toBe('first');
    expect(viewAuction(auction)).toMatchObject({ price: 150_00, isProvisional: true });
  });

  test('stays while an event shows what the system bid for the reader', () => {
    const leading = publicAfter(proxyBid(ada, 100_00, 300_00));
    const defended = publicAfter(proxyBid(ada, 100_00, 300_00), bid(ben, 150_00));
    expect(receiveEvent(sending(400_00, leading), event(defended)).auction.pending?.key).toBe('first');
  });

  test('stays while an event shows only an earlier bid of the reader', () => {
    const later = publicAfter(benTo300, bid(ada, 150_00), bid(ben, 400_00));
    expect(receiveEvent(sending(200_00, lost), event(later)).auction.pending?.key).toBe('first');
  });

  test('is settled only by the answer where no history was shown', () => {
    const card = sending(350_00, { ...before, latestBids: [] });
    expect(card.pending?.seenSequence).toBeNull();
    expect(receiveEvent(card, event(won)).auction.pending?.key).toBe('first');
  });
});

describe('a refusal', () => {
  test('leaves no trace', () => {
    const { auction, gap } = receiveAnswer(sending(150_00), 'first', { accepted: false, state: null });
    expect(auction).toEqual({ state: before, pending: null });
    expect(viewAuction(auction)).toMatchObject({ price: 100_00, isProvisional: false });
    expect(gap).toBe(false);
  });

  test('brings the state that it was decided on', () => {
    const { auction } = receiveAnswer(sending(120_00), 'first', { accepted: false, state: lost });
    expect(auction).toEqual({ state: lost, pending: null });
  });

  test('of an earlier bid does not touch a later one', () => {
    const second = sendBid(sending(150_00), {
      key: 'second',
      username: 'ada',
      amount: cents(200_00),
      maximum: null,
    });
    const { auction } = receiveAnswer(second, 'first', { accepted: false, state: null });
    expect(auction.pending?.key).toBe('second');
  });
});

test('without an answer it is not known whether the bid counts, so the whole is fetched', () => {
  expect(receiveAnswer(sending(150_00), 'first', null)).toEqual({
    auction: { state: before, pending: null },
    gap: true,
  });
});

test('the first bid on a fresh lot is settled by the event that shows it', () => {
  const fresh = publicAfter();
  const first = publicAfter(bid(ada, 100_00));
  expect(receiveEvent(sending(100_00, fresh), event(first)).auction.pending).toBeNull();
});
