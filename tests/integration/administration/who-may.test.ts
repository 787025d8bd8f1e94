/** Who may act at the desk: what an administrator may ask of it, nobody else may, whatever page they took the request from. */
import { beforeEach, describe, expect, test, vi } from 'vitest';
import {
  administerAuctionAction,
  forgiveStrikesAction,
  setStandingAction,
  voidBidsAction,
  type DeskReply,
} from '#app/actions/administer.ts';
import { refundAction, type RefundReply } from '#app/actions/refund.ts';
import { createToken } from '#lib/accounts/index';
import { cents } from '#lib/auction/money';
import { placeBid } from '#lib/bidding/index';
import { database } from '#lib/db/client';
import { markOrderPaid } from '#lib/payments/index';
import { makeWonLot, readLot } from '#tests/integration/payments/won-lot';
import { useTestDatabase } from '#tests/support/database';
import { makeAuction, makeBidder } from '#tests/support/people';

useTestDatabase();

/** What Next tells of the request that is being answered. */
const request = vi.hoisted(() => ({ headers: new Headers() }));
vi.mock('next/headers', () => ({ headers: () => Promise.resolve(request.headers) }));

async function actAs(change: Parameters<typeof makeBidder>[0]): Promise<void> {
  const { token } = await createToken({ bidderId: (await makeBidder(change)).id });
  request.headers = new Headers({ authorization: `Bearer ${token}` });
}

beforeEach(() => {
  request.headers = new Headers();
});

const reason = 'as the tests ask';

interface Deed {
  readonly act: () => Promise<DeskReply | RefundReply>;
  /** What it would change. */
  readonly read: () => Promise<unknown>;
}

async function paidOrder(): Promise<Deed> {
  const { auctionId } = await makeWonLot();
  await markOrderPaid({ auctionId, alongside: () => Promise.resolve() });
  const { id: orderId } = (await readLot(auctionId)).order;
  return {
    act: () => refundAction({ orderId, amount: 100, reason, isOutside: true }),
    read: () => database().refund.count({ where: { orderId } }),
  };
}

async function runningLot(): Promise<Deed> {
  const auctionId = await makeAuction();
  return {
    act: () => administerAuctionAction({ auctionId, action: 'end_now', reason, version: 1 }),
    read: async () => (await database().auction.findUniqueOrThrow({ where: { id: auctionId } })).status,
  };
}

async function standingBid(): Promise<Deed> {
  const auctionId = await makeAuction();
  const { id: bidderId, username } = await makeBidder();
  await placeBid({ auctionId, bidderId, amount: cents(10_000) });
  return {
    act: () => voidBidsAction({ auctionId, username, reason }),
    read: () => database().bid.count({ where: { auctionId } }),
  };
}

async function goodStanding(): Promise<Deed> {
  const { id } = await makeBidder();
  return {
    act: () => setStandingAction({ bidderId: id, standing: 'suspended', reason }),
    read: async () => (await database().bidder.findUniqueOrThrow({ where: { id } })).standing,
  };
}

async function lapsedOrder(): Promise<Deed> {
  const { auctionId, buyerId: bidderId } = await makeWonLot();
  const { id: orderId } = (await readLot(auctionId)).order;
  await database().strike.create({ data: { orderId, bidderId } });
  return {
    act: () => forgiveStrikesAction({ bidderId, reason }),
    read: () => database().strike.count({ where: { bidderId, forgivenAt: null } }),
  };
}

describe.each([
  ['ending an auction', runningLot],
  ['voiding bids', standingBid],
  ['suspending a bidder', goodStanding],
  ['forgiving strikes', lapsedOrder],
  ['giving money back', paidOrder],
])('%s', (_, prepare) => {
  test.each([
    ['nobody who is signed in', null],
    ['a member', {}],
    ['a suspended administrator', { role: 'administrator', standing: 'suspended' }],
  ] as const)('is refused to %s, and nothing changes', async (_who, change) => {
    const { act, read } = await prepare();
    const before = await read();
    if (change !== null) await actAs(change);
    expect(await act()).toMatchObject({
      done: false,
      message: expect.stringContaining('Only administrators'),
    });
    expect(await read()).toEqual(before);
  });

  test('is done for an administrator, and written down', async () => {
    const { act, read } = await prepare();
    const [before, entries] = [await read(), await database().auditEntry.count()];
    await actAs({ role: 'administrator' });
    expect(await act()).toMatchObject({ done: true });
    expect(await read()).not.toEqual(before);
    expect(await database().auditEntry.count()).toBe(entries + 1);
  });
});
