/** What people may do after a lot is won, and how that ends, whatever goes wrong on the way. */
import {
  awaitChargeFailed,
  awaitDecision,
  awaitDisputed,
  awaitPaid,
  awaitPayout,
  awaitReturned,
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
  type Step,
} from '#tests/integration/payments/simulation/steps';
import type { savedCards } from '#tests/integration/payments/saved-card';
import { drawDraft, type Draft } from '#tests/integration/payments/simulation/sales';
import type { Random } from '#tests/simulation/random';

export type { Step };

export interface Traits {
  /** Two people bid on it. */
  readonly isContested?: boolean;
  /** Its seller has an account at Stripe. */
  readonly isPaidOut?: boolean;
  /** The card that its buyer has saved. */
  readonly card?: keyof typeof savedCards;
  /** Ends in this way only while one thing is done at a time, and everything is told when it has been. */
  readonly isForCalmDays?: boolean;
  /** The house is not told of disputes before so many steps are done. */
  readonly hearsOfDisputesAfter?: number;
}

export interface Plan {
  readonly steps: readonly Step[];
  readonly traits: Traits;
  /** In the words of `describeEnding`. */
  readonly ending: string;
}

const plan = (ending: string, traits: Traits, ...steps: readonly Step[]): Plan => ({ ending, steps, traits });

const paidOut = [pay(), confirm, awaitPayout] as const;
const paidOutBeforeDispute = [pay({ card: 'disputed' }), confirm, awaitPayout] as const;
const late = { isPaidOut: true, isForCalmDays: true, hearsOfDisputesAfter: 3 } as const;

export const plans = {
  'declined, then paid': plan('paid stripe', {}, pay({ after: 'declined' })),
  'paid out': plan('paid stripe, all sent', { isPaidOut: true }, ...paidOut),
  'charged and paid out': plan(
    'paid stripe, all sent',
    { card: 'good', isPaidOut: true },
    awaitPaid,
    confirm,
    awaitPayout,
  ),
  'charge declined, then paid': plan('paid stripe', { card: 'declinedLater' }, awaitChargeFailed, pay()),
  'charge to be confirmed, then paid': plan(
    'paid stripe',
    { card: 'confirmedAlways' },
    awaitChargeFailed,
    pay({ card: 'confirmed' }),
  ),
  'refunded in two parts': plan('refunded stripe, all back', {}, pay(), giveBack('part'), giveBack('rest')),
  'paid out, then refunded in part': plan(
    'paid stripe, part back, rest sent',
    { isPaidOut: true },
    ...paidOut,
    giveBack('part'),
  ),
  'paid out, then refunded in two parts': plan(
    'refunded stripe, all back',
    { isPaidOut: true },
    ...paidOut,
    giveBack('part'),
    giveBack('rest'),
  ),
  'refunded in part, then paid out': plan(
    'paid stripe, part back, rest sent',
    { isPaidOut: true },
    pay(),
    giveBack('part'),
    confirm,
    awaitPayout,
  ),
  'refunded at Stripe, then here': plan(
    'refunded stripe, all back',
    {},
    pay(),
    giveBackAtStripe,
    awaitReturned,
    giveBack('rest'),
  ),
  'paid out, then refunded at Stripe': plan(
    'paid stripe, part back, rest sent',
    { isPaidOut: true },
    ...paidOut,
    giveBackAtStripe,
    awaitReturned,
  ),
  'disputed and lost': plan(
    'paid stripe, all back',
    { isPaidOut: true },
    pay({ card: 'disputed' }),
    awaitDisputed,
    confirm,
    decideDispute('losing_evidence'),
    awaitDecision,
  ),
  'disputed, won and paid out': plan(
    'paid stripe, all sent',
    { isPaidOut: true },
    pay({ card: 'disputed' }),
    decideDispute('winning_evidence'),
    confirm,
    awaitPayout,
  ),
  'paid out, then disputed and lost': plan(
    'paid stripe, all back',
    late,
    ...paidOutBeforeDispute,
    awaitDisputed,
    decideDispute('losing_evidence'),
    awaitDecision,
  ),
  'paid out, then disputed and won, then refunded in part': plan(
    'paid stripe, part back, rest sent',
    late,
    ...paidOutBeforeDispute,
    awaitDisputed,
    decideDispute('winning_evidence'),
    awaitDecision,
    giveBack('part'),
  ),
  'paid twice': plan('paid administrator, stray back', { isForCalmDays: true }, pay(), markPaid),
  'paid in the last moment': plan('paid stripe', {}, pay(), runOutOfTime, awaitPaid),
  'lapsed with its page open': plan('lapsed unpaid', {}, openPage, letLapse, payOnOldPage),
  'lapsed, and sold to the second': plan(
    'lapsed unpaid; second chance paid stripe',
    { isContested: true },
    letLapse,
    payAsSecond,
  ),
} as const satisfies Record<string, Plan>;

export type PlanName = keyof typeof plans;
export const planNames = Object.keys(plans) as [PlanName, ...PlanName[]];

const traitsOf = (name: PlanName): Traits => plans[name].traits;

export const draftOf = (name: PlanName, random: Random): Draft => {
  const { ending, ...plan } = plans[name];
  return drawDraft(name, { ...plan, endings: [ending] }, random);
};

/** Those that end as they say even when several things are done at once, and news is late or lost. */
export const sturdyPlans: readonly PlanName[] = planNames.filter(
  (name) => traitsOf(name).isForCalmDays !== true,
);
