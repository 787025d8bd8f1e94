/** What people, Stripe and the house's own processes may do at the same moment, and the ways in which it may end. */
import type { WorkerName } from '#tests/integration/payments/simulation/course';
import type { Step, Traits } from '#tests/integration/payments/simulation/plans';
import {
  awaitDisputed,
  awaitPaid,
  awaitPayout,
  confirm,
  decideDispute,
  giveBack,
  giveBackAtStripe,
  letLapse,
  markPaid,
  openPage,
  pay,
  payAsSecond,
  payOnOldPage,
  runOutOfTime,
} from '#tests/integration/payments/simulation/steps';

/** Those that a race is about are run right away, lest it be over when it is their turn. */
const paying = ['lapse orders', 'refund strays'] as const;
const charging = ['charge orders', 'lapse orders'] as const;
const sending = ['send payouts', 'resume refunds', 'reverse transfers'] as const;

/** Who takes part in a race: a step, by its place among those that are taken at once, or a process of the house. */
export type Contender = number | 'news' | 'workers';

export interface Race {
  readonly traits: Traits;
  /** One thing at a time, before the race. */
  readonly before: readonly Step[];
  /** All at once, beside two processes that are told the news and two that run these workers. */
  readonly atOnce: readonly Step[];
  readonly workers: readonly WorkerName[];
  /** Who is interrupted wherever they pause, in the short run; in a long one everybody is. */
  readonly interrupted: readonly Contender[];
  /** One thing at a time again. */
  readonly after: readonly Step[];
  /** In the words of `describeEnding`. */
  readonly endings: readonly string[];
}

interface Course {
  readonly traits?: Traits;
  readonly before?: readonly Step[];
  readonly atOnce: readonly Step[];
  readonly workers: readonly WorkerName[];
  readonly interrupted?: readonly Contender[];
  readonly after?: readonly Step[];
}

const race = (endings: readonly string[], course: Course): Race => ({
  traits: {},
  before: [],
  interrupted: [],
  after: [],
  ...course,
  endings,
});

const paid = [pay(), awaitPaid] as const;
const partOrAll = ['paid stripe, part back', 'refunded stripe, all back'];

export const races = {
  'paid from two tabs': race(['paid stripe'], {
    atOnce: [pay(), pay(), pay()],
    workers: paying,
    interrupted: [0],
    after: [awaitPaid],
  }),
  'paid while it is marked as paid': race(
    ['paid stripe', 'paid administrator', 'paid administrator, stray back'],
    {
      before: [openPage],
      atOnce: [payOnOldPage, markPaid],
      workers: paying,
      after: [markPaid],
    },
  ),
  'paid while its time runs out': race(['paid stripe', 'lapsed unpaid'], {
    before: [openPage],
    atOnce: [payOnOldPage, runOutOfTime],
    workers: paying,
    interrupted: [1],
  }),
  'paid while the next bidder may be asked': race(['paid stripe', 'lapsed unpaid; offered to the next'], {
    traits: { isContested: true },
    before: [openPage],
    atOnce: [payOnOldPage, runOutOfTime],
    workers: paying,
  }),
  'charged while the buyer pays': race(['paid stripe'], {
    traits: { card: 'good' },
    atOnce: [pay(), pay()],
    workers: charging,
    after: [awaitPaid],
  }),
  'charged in vain while the buyer pays': race(['paid stripe'], {
    traits: { card: 'declinedLater' },
    atOnce: [pay(), pay()],
    workers: charging,
    after: [pay(), awaitPaid],
  }),
  'charged while it is marked as paid': race(['paid stripe', 'paid administrator'], {
    traits: { card: 'good' },
    atOnce: [markPaid],
    workers: charging,
    interrupted: ['workers'],
    after: [markPaid],
  }),
  'charged while its time runs out': race(['paid stripe', 'lapsed unpaid'], {
    traits: { card: 'good' },
    atOnce: [runOutOfTime],
    workers: charging,
  }),
  'refunded by two administrators': race(partOrAll, {
    before: paid,
    atOnce: [giveBack('part'), giveBack('rest')],
    workers: sending,
    interrupted: [0],
  }),
  'refunded here and at Stripe': race(partOrAll, {
    before: paid,
    atOnce: [giveBackAtStripe, giveBack('rest')],
    workers: sending,
  }),
  'refunded in part while it is paid out': race(['paid stripe, part back, rest sent'], {
    traits: { isPaidOut: true },
    before: paid,
    atOnce: [confirm, giveBack('part')],
    workers: sending,
    interrupted: [1],
    after: [confirm, giveBack('part'), awaitPayout],
  }),
  'refunded whole while it is paid out': race(['refunded stripe, all back'], {
    traits: { isPaidOut: true },
    before: paid,
    atOnce: [confirm, giveBack('rest')],
    workers: sending,
    after: [giveBack('rest')],
  }),
  'disputed while it is paid out': race(['paid stripe, all back'], {
    traits: { isPaidOut: true, hearsOfDisputesAfter: 3 },
    before: [pay({ card: 'disputed' }), awaitPaid],
    atOnce: [confirm],
    workers: sending,
    interrupted: ['news'],
    after: [awaitDisputed, decideDispute('losing_evidence')],
  }),
  'dispute lost while it is paid out': race(['paid stripe, all back'], {
    traits: { isPaidOut: true, hearsOfDisputesAfter: 3 },
    before: [pay({ card: 'disputed' }), awaitPaid],
    atOnce: [confirm, decideDispute('losing_evidence')],
    workers: sending,
  }),
  'sold to the second': race(['lapsed unpaid; second chance paid stripe'], {
    traits: { isContested: true },
    before: [letLapse],
    atOnce: [payAsSecond, payAsSecond],
    workers: paying,
    after: [payAsSecond, awaitPaid],
  }),
} as const satisfies Record<string, Race>;

export type RaceName = keyof typeof races;
export const raceNames = Object.keys(races) as [RaceName, ...RaceName[]];

export const everybodyIn = (name: RaceName): readonly Contender[] => [
  ...races[name].atOnce.keys(),
  'news',
  'workers',
];
