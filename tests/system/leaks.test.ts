/**
 * Whole sales with recognisable secrets, over HTTP, against the app as `npm start` starts it: from the bids to what becomes of the
 * money. Then every page, its payload for the client, every answer of the API and of the actions on the way, every event, mail and
 * log line is searched for them: each may be read only where it is said.
 */
import Pusher from 'pusher';
import { Stripe } from 'stripe';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { goThroughAll, refundReason, savedCard } from '#tests/system/leaks/after-the-sale';
import { eavesdrop, type Eavesdropper } from '#tests/system/leaks/events';
import { House } from '#tests/system/leaks/house';
import { readEverything, type SignedIn } from '#tests/system/leaks/readers';
import {
  address,
  bidAway,
  buyersMaximum,
  cardNumber,
  end,
  listLots,
  payFor,
  provoke,
  registerCast,
  reserve,
  rivalsMaximum,
  type Cast,
  type Lots,
} from '#tests/system/leaks/sale';
import { findLeaks, listSecrets, type Moment, type Reading, type Secret } from '#tests/system/leaks/secrets';
import { act } from '#tests/system/leaks/server-actions';

let house: House;
let moment: Moment = 'bidding';
const listening: Eavesdropper[] = [];

beforeAll(async () => {
  house = await House.open();
}, 180_000);
afterAll(async () => {
  for (const ear of listening) ear.stop();
  await house.close();
});

const readLog = (): Reading => ({ reader: 'log', moment, place: 'the log', text: house.app.output() });

async function readMails(people: readonly SignedIn[]): Promise<readonly Reading[]> {
  await house.until(
    'all mail is out',
    'SELECT count(*) = 0 AS ok FROM notices WHERE mail_due_at IS NOT NULL',
  );
  const { rows } = await house.db.query<Record<'recipient' | 'subject' | 'text' | 'html', string>>(
    'SELECT recipient, subject, text, html FROM captured_mails',
  );
  expect(rows.length).toBeGreaterThan(3);
  return rows.map(({ recipient, subject, text, html }) => ({
    reader: people.find(({ email }) => email === recipient)?.role ?? 'stranger',
    moment: 'bidding',
    place: `mail “${subject}”`,
    text: `${subject}\n${text}\n${html}`,
  }));
}

/** Listens as a stranger and as a bidder whom the sale does not concern, wherever there is something to hear. */
async function listen({ rival, ...others }: Cast, lots: Lots): Promise<void> {
  const channels = [
    ...Object.values(lots).map((id) => `auction-${id}`),
    ...[rival, ...Object.values(others)].map(({ id }) => `private-bidder-${id}`),
    'private-admin',
  ];
  const where = { channels, momentNow: () => moment };
  const ears = [
    await eavesdrop(house.app.origin, null, where),
    await eavesdrop(house.app.origin, rival, where),
  ];
  expect(ears.map(({ refused }) => refused.length)).toEqual([5, 4]);
  listening.push(...ears);
}

/** What may be read is there to be read: otherwise nothing would have been searched. */
function expectReadable(
  readings: readonly Reading[],
  [orderPath = '', second = '']: readonly string[],
): void {
  const isRead = (name: string, reader: Reading['reader'], place = ''): boolean => {
    const secret = secrets.find((each) => each.name === name);
    return readings.some(
      (reading) =>
        reading.reader === reader &&
        reading.place.includes(place) &&
        secret?.pattern.test(reading.text) === true,
    );
  };
  expect(isRead('the address', 'seller', orderPath)).toBe(true);
  expect(isRead('the address', 'seller', `${orderPath} (RSC)`)).toBe(true);
  expect(isRead('the telephone number', 'buyer')).toBe(true);
  expect(isRead('the reserve', 'seller')).toBe(true);
  expect(isRead('the buyer’s maximum', 'buyer')).toBe(true);
  expect(isRead('the e-mail address of the buyer', 'admin')).toBe(true);
  expect(isRead('the address', 'seller', second)).toBe(true);
  expect(isRead('the saved card', 'buyer', '/account/payment')).toBe(true);
  expect(isRead('the reason of the refund', 'admin', `/admin${orderPath}`)).toBe(true);
  expect(isRead('a reference of Stripe', 'buyer', 'action saveCardAction')).toBe(true);
  for (const mail of ['back for', 'bank asks about', 'is on its way'])
    expect(readings.some(({ place }) => place.startsWith('mail') && place.includes(mail))).toBe(true);
  expect(readings.filter(({ place }) => place === 'event state').length).toBeGreaterThan(3);
  expect(readings.find(({ reader }) => reader === 'log')?.text).not.toBe('');
}

let secrets: readonly Secret[] = [];
let cast: Cast | null = null;
let lot = 0;
let orderPath = '';

test('of whole sales nothing is read by whom it does not concern', async () => {
  cast = await registerCast(house);
  const people = Object.values(cast);
  const { seller, buyer } = cast;
  const lots = await listLots(house, seller);
  lot = lots.sold;
  const auctionIds = Object.values(lots);
  await listen(cast, lots);
  const readings: Reading[] = [];
  const readAll = async (): Promise<void> => {
    const { rows } = await house.db.query<{ id: number }>('SELECT id FROM orders ORDER BY id');
    const orderIds = rows.map(({ id }) => id);
    readings.push(...(await readEverything(house.app.origin, people, { auctionIds, orderIds, moment })));
  };

  await bidAway(house, cast, lots);
  await provoke(house, buyer);
  await readAll();
  moment = 'unpaid';
  await end(house, [lots.sold, lots.unsold]);
  await readAll();
  moment = 'paid';
  await payFor(house, buyer, lot);
  await readAll();

  moment = 'settled';
  const { rows } = await house.db.query<{ id: number }>('SELECT id FROM orders');
  const orderId = rows[0]?.id ?? 0;
  orderPath = `/orders/${orderId}`;
  readings.push(...(await goThroughAll(house, { ...cast, orderId, secondLot: lots.second })));
  await readAll();
  readings.push(...(await readMails(people)), ...listening.flatMap(({ heard }) => heard), readLog());

  const { pusherKey: _, ...machine } = house.secrets();
  const orderPaths = [orderPath, `/orders/${orderId + 1}`];
  const numbers = { reserve, buyersMaximum, rivalsMaximum, cardNumbers: [cardNumber, savedCard] };
  secrets = listSecrets({ people, address, orderPaths, ...numbers, savedCard, refundReason, machine });
  expect(findLeaks(readings, secrets)).toEqual([]);
  expectReadable(readings, orderPaths);
}, 600_000);

describe('a leak is found', () => {
  const planted = `Send it to ${address.line1}, ${address.phone}`;
  const leaksIn = (readings: readonly Reading[]): readonly string[] => findLeaks(readings, secrets);

  test('on a page, in its payload and in an answer of the API', async () => {
    await house.db.query('UPDATE auctions SET description = $1 WHERE id = $2', [planted, lot]);
    const places = { auctionIds: [lot], orderIds: [], moment };
    const leaks = leaksIn(await readEverything(house.app.origin, [], places));
    for (const place of [`/auctions/${lot}`, `/auctions/${lot} (RSC)`, `GET /api/v1/auctions/${lot}`])
      expect(leaks).toContainEqual(`the address, by stranger in ${place} (settled)`);
    expect(leaks).toContainEqual(`the telephone number, by stranger in /auctions/${lot} (settled)`);
  }, 120_000);

  test('in an event', async () => {
    const { pusherKey: key = '', pusherSecret: secret = '' } = house.secrets();
    const service = new Pusher({
      appId: 'gavel',
      key,
      secret,
      host: '127.0.0.1',
      port: String(house.app.port),
      useTLS: false,
    });
    await service.trigger(`auction-${lot}`, 'state', { note: planted });
    const heard = (): readonly Reading[] => listening.flatMap((ear) => ear.heard);
    await vi.waitUntil(() => heard().some(({ text }) => text.includes(address.line1)));
    expect(leaksIn(heard())).toContainEqual('the address, by stranger in event state (settled)');
  });

  test('in a mail', async () => {
    if (!cast) throw new Error('the cast comes first');
    await house.db.query('UPDATE auctions SET title = $1 WHERE id = $2', [planted, lot]);
    const page = `/admin${orderPath}`;
    const refund = {
      orderId: Number(orderPath.split('/').at(-1)),
      amount: 100,
      reason: 'And more',
      isOutside: false,
    };
    await act(house.app.origin, cast.admin, { action: 'refundAction', page, args: [refund] });
    const told = `SELECT count(*) > 0 AS ok FROM captured_mails WHERE subject LIKE '%${address.line1}%' AND recipient = '${cast.seller.email}'`;
    await house.until('the seller is told', told);
    const leaks = leaksIn(await readMails(Object.values(cast)));
    expect(leaks).toContainEqual(
      expect.stringMatching(/^the address, by seller in mail “The buyer of .*\(bidding\)$/),
    );
  });

  test('in the answer of an action, where another gets it', async () => {
    if (!cast) throw new Error('the cast comes first');
    const text = await act(house.app.origin, cast.buyer, {
      action: 'saveCardAction',
      page: '/account/payment',
    });
    const place = 'action saveCardAction';
    expect(leaksIn([{ reader: 'buyer', moment, place, text }])).toEqual([]);
    expect(leaksIn([{ reader: 'rival', moment, place, text }])).toContainEqual(
      `a reference of Stripe, by rival in ${place} (settled)`,
    );
  });

  test('in the log', async () => {
    // What is about something that Stripe does not know is told to the log with its name.
    const { stripeWebhookSecret = '', stripeSecretKey = '' } = house.secrets();
    const event = {
      id: 'evt_1',
      object: 'event',
      type: 'refund.updated',
      data: { object: { id: address.line1 } },
    };
    const payload = JSON.stringify(event);
    const signed = new Stripe(stripeSecretKey).webhooks.generateTestHeaderString({
      payload,
      secret: stripeWebhookSecret,
    });
    const headers = { 'content-type': 'application/json', 'stripe-signature': signed };
    const answer = await fetch(`${house.app.origin}/api/stripe/webhook`, {
      method: 'POST',
      headers,
      body: payload,
    });
    expect(answer.status).toBe(200);
    await vi.waitUntil(() => house.app.output().includes(address.line1));
    expect(leaksIn([readLog()])).toContainEqual('the address, by log in the log (settled)');
  });
});
