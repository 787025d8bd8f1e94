/**
 * The demo house: accounts to sign in with, and a catalogue with lots ending within minutes, lots just ended, and plausible
 * histories. A house whose lots have all ended, because it was last open days ago, gets the catalogue anew.
 */
import { bidderId } from '#lib/auction/identifiers';
import type { EpochMs } from '#lib/auction/types';
import { hashPassword } from '#lib/accounts/index';
import { readClock } from '#lib/db/auction-rows';
import { database, type Queryable } from '#lib/db/client';
import { inTransaction } from '#lib/db/transaction';
import { environment } from '#lib/platform/env';
import { demoBidders, demoLots, demoSellers } from './catalogue/index.ts';
import { hangPictures, renderCatalogue, type LotPictures } from './demo-pictures.ts';
import { scheduleOf } from './demo-schedule.ts';
import { endLot } from './end-lot.ts';
import { seededRandom } from './random.ts';
import { bidLast, simulateBidding, type Person, type Simulation } from './simulate-bidding.ts';
import { insertLots, writeHistories, type LotDraft } from './write-lots.ts';

/** Sign in as these with `DEMO_PASSWORD`. */
const demoAccounts = ['admin', 'seller', 'alice', 'bob'] as const;

/** Below this many running lots the house looks deserted. */
const fewestRunning = 20;
const demoSeed = 20_261_124;
const mostBids = 34;

async function ensurePeople(password: string): Promise<Map<string, Person>> {
  const db = database();
  const names: string[] = [...demoAccounts, ...demoSellers.map(({ username }) => username), ...demoBidders];
  const known = await db.bidder.findMany({
    where: { username: { in: names } },
    select: { id: true, username: true },
  });
  const missing = names.filter((name) => !known.some(({ username }) => username === name));
  const passwordHash = missing.length > 0 ? await hashPassword(password) : '';
  await db.bidder.createMany({
    data: missing.map((username) => ({
      username,
      email: `${username}@demo.example`,
      passwordHash,
      role: username === 'admin' ? ('administrator' as const) : ('member' as const),
    })),
    skipDuplicates: true,
  });
  const people = await db.bidder.findMany({
    where: { username: { in: names } },
    select: { id: true, username: true },
  });
  return new Map(people.map(({ id, username }) => [username, { id: bidderId(id), username }]));
}

function personNamed(people: ReadonlyMap<string, Person>, username: string): Person {
  const person = people.get(username);
  if (!person) throw new Error(`the demo has no account ${username}`);
  return person;
}

function draftLots(people: ReadonlyMap<string, Person>, now: EpochMs): LotDraft[] {
  return demoLots.map((lot, index) => ({
    title: lot.title,
    description: `${lot.description}\n\n${lot.provenance}`,
    category: lot.category,
    terms: {
      sellerId: personNamed(people, lot.sellerUsername).id,
      currency: 'USD',
      startingPrice: lot.startingPrice,
      reservePrice: lot.reservePrice ?? null,
      buyNowPrice: lot.buyNowPrice ?? null,
      bidIncrement: lot.bidIncrement ?? null,
      softCloseSeconds: 120,
      ...scheduleOf(index, demoLots.length, now),
    },
    shippingPrice: lot.shippingPrice,
  }));
}

/** The accounts that visitors sign in with have bid here and there, so that their own pages are not empty. */
function guestsOf(index: number): readonly string[] {
  const every = 7;
  if (index % every === 0) return ['alice'];
  if (index % every === 2) return ['bob'];
  return index % every === 4 ? ['alice', 'bob'] : [];
}

/** What happened to each lot until now. */
async function stageCatalogue(
  tx: Queryable,
  people: ReadonlyMap<string, Person>,
  pictures: LotPictures,
): Promise<void> {
  const now = await readClock(tx);
  const random = seededRandom(demoSeed);
  const regulars = demoBidders.map((name) => personNamed(people, name));
  const lots = await insertLots(tx, draftLots(people, now));
  const simulations = lots.map((terms, index): Simulation => {
    const popularity = demoLots[index]?.popularity ?? 0;
    const until = terms.originalEndsAt < now ? terms.originalEndsAt : now;
    const count = Math.round(popularity * mostBids * (0.6 + 0.4 * random()));
    const guests = guestsOf(index).map((name) => personNamed(people, name));
    const party = { random, people: [...regulars, ...guests] };
    const simulation = simulateBidding(terms, party, { count, until });
    // The first lot just ended: one of the visitors finds it in their account, to be paid for.
    return index === 0 ? bidLast(simulation, personNamed(people, 'alice')) : simulation;
  });
  await writeHistories(tx, simulations);
  await hangPictures(
    tx,
    lots.map(({ auctionId }) => auctionId),
    pictures,
  );
  for (const { state } of simulations) if (state.endsAt <= now) await endLot(tx, state);
}

/** Opens the demo house, or refreshes it. Does nothing where enough lots are running. */
export async function seedDemo(): Promise<void> {
  const people = await ensurePeople(environment().demoPassword);
  const running = await database().auction.count({ where: { status: 'active', endsAt: { gt: new Date() } } });
  if (running >= fewestRunning) return;
  const pictures = await renderCatalogue(demoLots);
  await inTransaction((tx) => stageCatalogue(tx, people, pictures));
}
