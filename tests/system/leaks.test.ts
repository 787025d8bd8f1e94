/**
 * A whole sale with recognisable secrets, over HTTP, against the app as `npm start` starts it. Then every page, its payload for the
 * client, every answer of the API, every event, mail and log line is searched for them: each may be read only where it is said.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { findRunningPostgres } from '#lib/embedded/postgres/running';
import { callApi } from '#tests/support/api';
import { makeDataDirectory, removeDataDirectory, startGavel, type RunningGavel } from '#tests/support/app';
import { eavesdrop, type Eavesdropper } from '#tests/system/leaks/events';
import { readEverything, register, type SignedIn } from '#tests/system/leaks/readers';
import { findLeaks, listSecrets, type Moment, type Reading, type Secret } from '#tests/system/leaks/secrets';

const directory = makeDataDirectory();
const cardNumber = '4242424242424242';
const address = { line1: 'Unter den Verschwiegenen 4711', phone: '+49 30 901 8273 645' };
const [reserve, buyersMaximum, rivalsMaximum] = [3_133_742, 5_432_109, 2_100_753];

let app: RunningGavel;
let db: pg.Client;
let moment: Moment = 'bidding';

const savedSecrets = z.record(z.string(), z.string());
const readMachineSecrets = (): Record<string, string> =>
  savedSecrets.parse(JSON.parse(readFileSync(path.join(directory, 'secrets.json'), 'utf8')));

beforeAll(async () => {
  const env = { DEMO: 'off', RATE_LIMIT: 'off', LOG_LEVEL: 'debug' };
  app = await startGavel({ directory, env });
  const password = readMachineSecrets()['databasePassword'] ?? '';
  db = new pg.Client({ connectionString: findRunningPostgres({ directory, password }) ?? '' });
  await db.connect();
}, 180_000);
afterAll(async () => {
  await db.end();
  await app.stop();
  removeDataDirectory(directory);
});

const call = <T>(
  person: SignedIn,
  [method, where]: readonly [string, string],
  { body, shape }: { readonly body?: unknown; readonly shape: z.ZodType<T> },
): Promise<T> => callApi(app.origin, { method, path: where, token: person.token, body }, shape);

async function listLot(seller: SignedIn, terms: Readonly<Record<string, number>>): Promise<number> {
  const body = { title: 'A lot with secrets', description: 'For a test.', duration: 86_400, ...terms };
  const listing = { body: { ...body, starting_price: 10_000 }, shape: z.object({ id: z.number() }) };
  return (await call(seller, ['POST', '/auctions'], listing)).id;
}

const bid = (bidder: SignedIn, lot: number, amounts: Readonly<Record<string, number>>): Promise<unknown> =>
  call(bidder, ['PUT', `/bids/${lot}`], {
    body: { bidder_username: bidder.username, ...amounts },
    shape: z.unknown(),
  });

async function end(lots: readonly number[]): Promise<void> {
  await db.query(
    `UPDATE auctions SET starts_at = now() - interval '2 hours', ends_at = now(), original_ends_at = now() WHERE id = ANY($1)`,
    [lots],
  );
  await until('the lots have ended', `SELECT count(*) = 0 AS ok FROM auctions WHERE status = 'active'`);
}

/** Waits until this query says so. */
const until = (what: string, query: string): Promise<unknown> =>
  vi
    .waitUntil(async () => (await db.query<{ ok: boolean }>(query)).rows[0]?.ok === true || null, {
      timeout: 30_000,
      interval: 100,
    })
    .catch(() => {
      throw new Error(`in vain: ${what}`);
    });

async function payFor(buyer: SignedIn, lot: number): Promise<void> {
  const shape = z.object({ checkout_url: z.string() });
  const { checkout_url: url } = await call(buyer, ['POST', `/auctions/${lot}/checkout`], { shape });
  const form = { number: cardNumber, expiry: '12 / 40', cvc: '123', name: 'A. Buyer' };
  const answer = await fetch(url, { method: 'POST', body: new URLSearchParams(form), redirect: 'manual' });
  expect(answer.status).toBe(303);
  await until('the order is paid', `SELECT count(*) = 1 AS ok FROM orders WHERE status = 'paid'`);
}

/** What goes wrong every day, as that is when programs tell too much to their logs. */
async function provoke({ username, password, token }: SignedIn): Promise<void> {
  const wrong: readonly (readonly [string, string, unknown])[] = [
    ['POST', '/api/v1/tokens', { username, password: `${password}!` }],
    ['PUT', '/api/v1/delivery-address', { ...address, country: 'Atlantis' }],
    ['POST', '/api/stripe/webhook', { id: 'evt_forged' }],
    ['POST', '/api/auth/callback/credentials', { login: username, password: `${password}?` }],
  ];
  for (const [method, url, body] of wrong) {
    const answer = await fetch(`${app.origin}${url}`, {
      method,
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify(body),
      redirect: 'manual',
    });
    expect(answer.status).toBeGreaterThanOrEqual(300);
    await answer.body?.cancel();
  }
}

async function readMails(people: readonly SignedIn[]): Promise<readonly Reading[]> {
  await until('all mail is out', 'SELECT count(*) = 0 AS ok FROM notices WHERE mail_due_at IS NOT NULL');
  const { rows } = await db.query<Record<'recipient' | 'subject' | 'text' | 'html', string>>(
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

interface Cast {
  readonly seller: SignedIn;
  readonly buyer: SignedIn;
  readonly rival: SignedIn;
  readonly admin: SignedIn;
}

async function registerCast(): Promise<Cast> {
  const [seller, buyer, rival, admin] = [
    await register(app.origin, 'seller'),
    await register(app.origin, 'buyer'),
    await register(app.origin, 'rival'),
    await register(app.origin, 'admin'),
  ];
  await db.query(`UPDATE bidders SET role = 'administrator' WHERE id = $1`, [admin.id]);
  return { seller, buyer, rival, admin };
}

interface Lots {
  readonly sold: number;
  /** Its reserve is never met. */
  readonly unsold: number;
}

/** Listens as a stranger and as a bidder whom the sale does not concern, wherever there is something to hear. */
async function listen({ rival, ...others }: Cast, lots: Lots): Promise<readonly Eavesdropper[]> {
  const channels = [
    ...Object.values(lots).map((id) => `auction-${id}`),
    ...[rival, ...Object.values(others)].map(({ id }) => `private-bidder-${id}`),
    'private-admin',
  ];
  const where = { channels, momentNow: () => moment };
  const ears = [await eavesdrop(app.origin, null, where), await eavesdrop(app.origin, rival, where)];
  expect(ears.map(({ refused }) => refused.length)).toEqual([5, 4]);
  return ears;
}

async function bidAway({ buyer, rival }: Cast, { sold, unsold }: Lots): Promise<void> {
  await bid(rival, sold, { bid_amount: 10_000 });
  await bid(buyer, sold, { bid_amount: 15_000, max_amount: buyersMaximum });
  await bid(rival, sold, { bid_amount: 20_000 });
  await bid(rival, unsold, { bid_amount: 10_000, max_amount: rivalsMaximum });
  await call(buyer, ['PUT', '/delivery-address'], {
    body: { name: 'A. Buyer', ...address, city: 'Berlin', postal_code: '10117', country: 'DE' },
    shape: z.unknown(),
  });
}

/** What may be read is there to be read: otherwise nothing would have been searched. */
function expectReadable(readings: readonly Reading[], orderPath: string): void {
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
  expect(readings.filter(({ place }) => place === 'event state').length).toBeGreaterThan(3);
  expect(readings.find(({ reader }) => reader === 'log')?.text).not.toBe('');
}

let secrets: readonly Secret[] = [];
let lot = 0;

test('of a whole sale nothing is read by whom it does not concern', async () => {
  const cast = await registerCast();
  const people = Object.values(cast);
  const { seller, buyer } = cast;
  lot = await listLot(seller, { shipping_price: 1500 });
  const lots = { sold: lot, unsold: await listLot(seller, { reserve_price: reserve }) };
  const auctionIds = Object.values(lots);
  const ears = await listen(cast, lots);

  await bidAway(cast, lots);
  await provoke(buyer);
  const readings = [...(await readEverything(app.origin, people, { auctionIds, orderId: null, moment }))];

  moment = 'unpaid';
  await end(auctionIds);
  const { rows } = await db.query<{ id: number }>('SELECT id FROM orders');
  const orderId = rows[0]?.id ?? 0;
  readings.push(...(await readEverything(app.origin, people, { auctionIds, orderId, moment })));

  moment = 'paid';
  await payFor(buyer, lot);
  readings.push(...(await readEverything(app.origin, people, { auctionIds, orderId, moment })));
  readings.push(...(await readMails(people)), ...ears.flatMap(({ heard }) => heard));
  for (const ear of ears) ear.stop();
  readings.push({ reader: 'log', moment, place: 'the log', text: app.output() });

  const { pusherKey: _, ...machine } = readMachineSecrets();
  const orderPath = `/orders/${orderId}`;
  const sale = { people, address, orderPath, reserve, buyersMaximum, rivalsMaximum, cardNumber, machine };
  secrets = listSecrets(sale);
  expect(findLeaks(readings, secrets)).toEqual([]);
  expectReadable(readings, orderPath);
}, 600_000);

test('a leak is found wherever it is planted', async () => {
  await db.query('UPDATE auctions SET description = $1 WHERE id = $2', [
    `Send it to ${address.line1}, ${address.phone}`,
    lot,
  ]);
  const readings = await readEverything(app.origin, [], { auctionIds: [lot], orderId: null, moment });
  const leaks = findLeaks(readings, secrets);
  for (const place of [`/auctions/${lot}`, `/auctions/${lot} (RSC)`, `GET /api/v1/auctions/${lot}`])
    expect(leaks).toContainEqual(`the address, by stranger in ${place} (paid)`);
  expect(leaks).toContainEqual(`the telephone number, by stranger in /auctions/${lot} (paid)`);
}, 120_000);
