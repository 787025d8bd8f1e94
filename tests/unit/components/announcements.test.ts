import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { beginVoice, look, restMs, type Glance, type Listener } from '#components/lot/announcements';
import { createSpeaker } from '#components/lot/speaker';
import { toPublicState, type PublicAuctionState, type PublicBid } from '#lib/auction/live-state';
import { cents } from '#lib/auction/money';
import { hourMs, minuteMs, msUntilChange } from '#lib/realtime/client/remaining-words';
import { at, exampleAuction, minute } from '#tests/unit/auction/examples';

const lot = toPublicState(exampleAuction(), []);
const listener: Listener = {
  reader: 'ada',
  sayMoment: (moment) => new Date(moment).toISOString().slice(11, 19),
};

/** The lot after somebody's bid. */
const led = (by: string, dollars: number, change: Partial<PublicAuctionState> = {}): PublicAuctionState => ({
  ...lot,
  currentPrice: cents(dollars * 100),
  leaderUsername: by,
  ...change,
});

const row = (sequence: number, kind: PublicBid['kind'], username: string): PublicBid => ({
  sequence,
  kind,
  username,
  price: cents(100_00),
  at: at(0),
});

const over = { status: 'closed', outcome: 'reserve_not_met' } as const;
const won = { status: 'won', outcome: null } as const;
const later = { endsAt: at(61 * minute) };

const ended = (how: string): string => `Bidding has ended. ${how}`;

/** What is said while the glances follow each other, each with its time; the first is the page as it was opened. */
function hearAll([first, ...rest]: readonly Glance[]): readonly (readonly [at: number, words: string])[] {
  if (!first) throw new Error('a page shows something');
  let voice = beginVoice(first);
  const said: (readonly [number, string])[] = [];
  const take = (glance: Glance): void => {
    const { count } = voice.utterance;
    voice = look(voice, glance, listener);
    if (voice.utterance.count !== count) said.push([glance.at, voice.utterance.words]);
  };
  let last = first;
  for (const glance of rest) {
    if (voice.dueAt !== null && voice.dueAt < glance.at) take({ ...last, at: voice.dueAt });
    take(glance);
    last = glance;
  }
  if (voice.dueAt !== null) take({ ...last, at: voice.dueAt });
  return said;
}

/** The words after one change, with half an hour left. */
function after(before: PublicAuctionState, state: PublicAuctionState): string | undefined {
  const remainingMs = 30 * minuteMs;
  return hearAll([
    { state: before, remainingMs, at: 0 },
    { state, remainingMs, at: 1 },
  ])[0]?.[1];
}

describe('what is said', () => {
  test.each<[string, PublicAuctionState, PublicAuctionState, string | undefined]>([
    ['nothing', lot, lot, undefined],
    ['a maximum raised', led('ada', 120), led('ada', 120, { version: 9 }), undefined],
    ['a first bid', lot, led('ben', 120), 'The price is now $120, ben leads.'],
    ['the reader’s own bid', lot, led('ada', 120), 'The price is now $120, you lead.'],
    [
      'the reader outbid',
      led('ada', 120),
      led('ben', 130),
      'You have been outbid. The price is now $130, ben leads.',
    ],
    [
      'the reader outbid in the soft close',
      led('ada', 120),
      led('ben', 130, later),
      'You have been outbid. The price is now $130, ben leads. Bidding extended: now ends at 13:01:00.',
    ],
    [
      'bids withdrawn by the house',
      led('ben', 130),
      led('ada', 120, { latestBids: [row(3, 'void', 'ben')] }),
      'The house withdrew the bids of ben. The price is now $120, you lead.',
    ],
    [
      'the reader’s own bids withdrawn',
      led('ada', 130),
      led('ben', 120, { latestBids: [row(3, 'void', 'ada')] }),
      'The house withdrew the bids of ada. The price is now $120, ben leads.',
    ],
    ['a later end', led('ben', 120), led('ben', 120, later), 'Bidding extended: now ends at 13:01:00.'],
    [
      'an end that the seller moved',
      lot,
      { ...lot, ...later, originalEndsAt: later.endsAt },
      'The end was moved: bidding now ends at 13:01:00.',
    ],
    ['the opening', { ...lot, status: 'scheduled' }, lot, 'Bidding is open.'],
    [
      'the end without a sale',
      led('ben', 120),
      led('ben', 120, over),
      ended('The bids reached $120, which is below the seller’s reserve. It was not sold.'),
    ],
    ['the end for the winner', led('ada', 120), led('ada', 120, won), ended('You won it for $120.')],
    ['the end for others', led('ben', 120), led('ben', 120, won), ended('ben won it for $120.')],
    [
      'a last bid with the end',
      led('ada', 120),
      led('ben', 500, won),
      'You have been outbid. Bidding has ended. ben won it for $500.',
    ],
    [
      'a withdrawal',
      lot,
      { ...lot, status: 'closed', outcome: 'cancelled' },
      ended('This lot was withdrawn.'),
    ],
    ['the payment', led('ben', 120, won), led('ben', 120, { status: 'closed', outcome: 'sold' }), undefined],
  ])('of %s', (_, before, state, words) => {
    expect(after(before, state)).toBe(words);
  });
});

/** Looks as often as a page does, from so much time left to the end, which the house decides a moment later. */
function countDown(fromMs: number, stateAt: (remainingMs: number) => PublicAuctionState): readonly Glance[] {
  const glances: Glance[] = [];
  for (let remainingMs = fromMs; remainingMs > 0; remainingMs -= msUntilChange(remainingMs, hourMs))
    glances.push({ state: stateAt(remainingMs), remainingMs, at: fromMs - remainingMs });
  return [
    ...glances,
    { state: stateAt(0), remainingMs: 0, at: fromMs },
    { state: { ...stateAt(0), ...over }, remainingMs: 0, at: fromMs + 40 },
  ];
}

const milestones = ['1 hour left.', '10 minutes left.', '1 minute left.', '10 seconds left.'];
const marks = [hourMs, 10 * minuteMs, minuteMs, 10_000];

describe('a lot counted down from over an hour', () => {
  test('is told of at one hour, ten minutes, one minute, ten seconds and the end', () => {
    const fromMs = hourMs + 90_500;
    const said = hearAll(countDown(fromMs, () => lot));
    expect(said.map(([, words]) => words)).toEqual([
      ...milestones,
      expect.stringContaining('Bidding has ended.'),
    ]);
    for (const [index, [saidAt]] of said.slice(0, 4).entries()) {
      const leftMs = fromMs - saidAt;
      expect(leftMs).toBeLessThanOrEqual(marks[index] ?? 0);
      expect(leftMs).toBeGreaterThan((marks[index] ?? 0) - 1000);
    }
  });

  test('is told of so when a new price comes with every look', () => {
    const said = hearAll(countDown(hourMs + 90_500, (remainingMs) => led('ben', 9_000_000 - remainingMs)));
    for (const words of milestones)
      expect(said.filter(([, all]) => all.endsWith(`, ben leads. ${words}`))).toHaveLength(1);
    expect(said.at(-1)?.[1]).toMatch(/^Bidding has ended\./);
  });
});

test('a milestone is not said twice when the clock is set right across it, and is when the end moved away', () => {
  const look = (remainingMs: number, time: number, state = lot): Glance => ({ state, remainingMs, at: time });
  const extended = { ...lot, ...later };
  const said = hearAll([
    look(60_400, 0),
    look(59_900, 500),
    look(60_100, 700),
    look(59_800, 1000),
    look(120_000, 9000, extended),
    look(59_990, 70_000, extended),
  ]);
  expect(said.map(([, words]) => words)).toEqual([
    '1 minute left.',
    'Bidding extended: now ends at 13:01:00.',
    '1 minute left.',
  ]);
});

describe('a storm of bids', () => {
  const people = ['ada', 'ben', 'cleo'];

  /** Bids a few milliseconds apart, some in the soft close, the way the last two minutes of a hot lot go. */
  function storm(random: () => number): Glance[] {
    let state = lot;
    let time = 0;
    return Array.from({ length: 400 }, () => {
      time += 1 + Math.floor(random() * 300);
      const by = people[Math.floor(random() * people.length)] ?? 'ben';
      const endsAt = random() < 0.3 ? at(60 * minute + time) : state.endsAt;
      state = led(by, 100 + time, { endsAt });
      return { state, remainingMs: 30 * minuteMs - time, at: time };
    });
  }

  const seed = Math.floor(Math.random() * 2 ** 31);

  test(`is told in its newest price, every two seconds, and every outbid at once (seed ${seed})`, () => {
    let current = seed;
    const random = (): number => (current = (current * 48_271) % 2_147_483_647) / 2_147_483_647;
    const glances = storm(random);
    const said = hearAll(glances);
    const priceAt = (time: number) =>
      glances.findLast((glance) => glance.at <= time)?.state.currentPrice ?? 0;
    for (const [time, words] of said)
      expect(words).toContain(`$${(priceAt(time) / 100).toLocaleString('en-US')}`);

    const outbidAt = glances
      .filter(({ state }, index) => {
        const before = glances[index - 1]?.state.leaderUsername;
        return before === 'ada' && state.leaderUsername !== 'ada';
      })
      .map((glance) => glance.at);
    const isOutbid = ([, words]: readonly [number, string]) => words.startsWith('You have been outbid.');
    expect(said.filter(isOutbid).map(([time]) => time)).toEqual(outbidAt);

    const restsMs = said.map(([time], index) => time - (said[index - 1]?.[0] ?? Number.NEGATIVE_INFINITY));
    const hurried = said.filter((_, index) => (restsMs[index] ?? 0) < restMs);
    expect(hurried.filter((words) => !isOutbid(words))).toEqual([]);
    const last = glances.at(-1);
    expect(said.at(-1)?.[1]).toContain(`$${((last?.state.currentPrice ?? 0) / 100).toLocaleString('en-US')}`);
  });
});

describe('the speaker', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test('says what had to wait when its time has come, and nothing more once it is hushed', async () => {
    const remainingMs = 30 * minuteMs;
    const speaker = createSpeaker({ state: lot, remainingMs }, listener);
    const said: string[] = [];
    speaker.subscribe(() => said.push(speaker.get().words));
    for (const dollars of [110, 120, 130]) speaker.show({ state: led('ben', dollars), remainingMs });
    expect(said).toEqual(['The price is now $110, ben leads.']);
    await vi.advanceTimersByTimeAsync(restMs);
    expect(said.slice(1)).toEqual(['The price is now $130, ben leads.']);
    speaker.show({ state: led('ben', 140), remainingMs });
    speaker.hush();
    await vi.advanceTimersByTimeAsync(10 * restMs);
    expect(said).toHaveLength(2);
  });
});
