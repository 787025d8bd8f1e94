/** What the house and Stripe can disagree on, and what is done about it. Pure. */
import type { TransferReport } from '#lib/payments/stripe/movements';
import type { RefundReport } from '#lib/payments/stripe/refunds';

export const differenceKinds = [
  'payment_unrecorded',
  'payment_missing',
  'payment_differs',
  'payment_of_no_order',
  'stray_not_returned',
  'refund_unrecorded',
  'refund_missing',
  'refund_differs',
  'dispute_unrecorded',
  'dispute_missing',
  'dispute_differs',
  'transfer_unrecorded',
  'transfer_missing',
  'transfer_differs',
  'transfer_of_no_payout',
  'reversal_unrecorded',
  'reversal_differs',
  'books_differ',
] as const;
export type DifferenceKind = (typeof differenceKinds)[number];

/** What makes the house follow Stripe: the same effects as its webhooks and our own calls have. */
export type Repair =
  /** Look at the object again because of an event of this type. */
  | { readonly by: 'event'; readonly type: string; readonly stripeId: string }
  | { readonly by: 'refund'; readonly report: RefundReport }
  | { readonly by: 'transfer'; readonly report: TransferReport }
  | { readonly by: 'reversals' };

export interface Difference {
  readonly kind: DifferenceKind;
  /** null for money that belongs to no order of this house. */
  readonly orderId: number | null;
  /** The object at Stripe that it is about. For an administrator's eyes; never kept in the clear. */
  readonly stripeId: string | null;
  /** How it stands in this house, and at Stripe, in words. */
  readonly here: string;
  readonly there: string;
  /** null: a person has to look. */
  readonly repair: Repair | null;
}

/** What a difference is, for people. */
export const differenceWords: Readonly<Record<DifferenceKind, string>> = {
  payment_unrecorded: 'A payment is not recorded here',
  payment_missing: 'A payment is not known at Stripe',
  payment_differs: 'A payment is of another amount',
  payment_of_no_order: 'A payment belongs to no order',
  stray_not_returned: 'A payment that settles no order could not be sent back',
  refund_unrecorded: 'A refund is not recorded here',
  refund_missing: 'A refund is not known at Stripe',
  refund_differs: 'A refund stands differently',
  dispute_unrecorded: 'A dispute is not recorded here',
  dispute_missing: 'A dispute is not known at Stripe',
  dispute_differs: 'A dispute stands differently',
  transfer_unrecorded: 'A transfer to a seller is not recorded here',
  transfer_missing: 'A transfer to a seller is not known at Stripe',
  transfer_differs: 'A transfer to a seller is of another amount',
  transfer_of_no_payout: 'A transfer belongs to no payout',
  reversal_unrecorded: 'Money taken back from a seller is not recorded here',
  reversal_differs: 'Another amount was taken back from a seller',
  books_differ: 'The books hold another amount than Stripe moved',
};

/** Names a difference, to find it again at a second look. */
export const nameOf = ({ kind, orderId, stripeId }: Difference): string => `${kind} ${orderId} ${stripeId}`;
