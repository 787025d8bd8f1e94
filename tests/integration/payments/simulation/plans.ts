/** What people may do after a lot is won. Each plan ends the same, whatever goes wrong on the way. */
import {
  awaitPaid,
  awaitPayout,
  awaitReturned,
  confirm,
  decideDispute,
  giveBack,
  giveBackAtStripe,
  letLapse,
  markPaid,
  pay,
  payAsSecond,
  runOutOfTime,
  type Step,
} from '#tests/integration/payments/simulation/steps';

export type { Step };

interface Traits {
  /** Two people bid on it. */
  readonly isContested?: boolean;
  /** Its seller has an account at Stripe. */
  readonly isPaidOut?: boolean;
  /** Its buyer has saved a card. */
  readonly hasCard?: boolean;
  /** What Stripe would tell the house must not come between its first two steps, as that would be another story. */
  readonly isTornByNews?: boolean;
}

interface Plan {
  readonly steps: readonly Step[];
  readonly traits: Traits;
}

const plan = (traits: Traits, ...steps: readonly Step[]): Plan => ({ steps, traits });

export const plans = {
  'declined, then paid': plan({}, pay({ after: 'declined' })),
  'paid out': plan({ isPaidOut: true }, pay(), confirm, awaitPayout),
  'charged and paid out': plan({ hasCard: true, isPaidOut: true }, awaitPaid, confirm, awaitPayout),
  'refunded in two parts': plan({}, pay(), giveBack('part'), giveBack('rest')),
  'paid out, then refunded in part': plan({ isPaidOut: true }, pay(), confirm, awaitPayout, giveBack('part')),
  'paid out, then refunded whole': plan({ isPaidOut: true }, pay(), confirm, awaitPayout, giveBack('rest')),
  'refunded at Stripe, then here': plan({}, pay(), giveBackAtStripe, awaitReturned, giveBack('rest')),
  'paid out, then refunded at Stripe': plan(
    { isPaidOut: true },
    pay(),
    confirm,
    awaitPayout,
    giveBackAtStripe,
    awaitReturned,
  ),
  'disputed and lost': plan({}, pay({ card: 'disputed' }), decideDispute('losing_evidence')),
  'disputed, won and paid out': plan(
    { isPaidOut: true },
    pay({ card: 'disputed' }),
    decideDispute('winning_evidence'),
    confirm,
    awaitPayout,
  ),
  'paid twice': plan({ isTornByNews: true }, pay(), markPaid),
  'paid in the last moment': plan({}, pay(), runOutOfTime, awaitPaid),
  'lapsed, and sold to the second': plan({ isContested: true }, letLapse, payAsSecond),
} as const satisfies Record<string, Plan>;

export type PlanName = keyof typeof plans;
export const planNames = Object.keys(plans) as [PlanName, ...PlanName[]];
