/** What Stripe's own balance says of each order: read from its balance transactions, as an accountant would. */
import type { Stripe } from 'stripe';

export interface OrderAtStripe {
  /** Payments that were captured, one by one. */
  readonly captured: readonly number[];
  /** The sums of what went back to the buyer, what their bank holds, and what the seller has. */
  readonly returned: number;
  readonly disputed: number;
  readonly transferred: number;
  /** What is left of it there. */
  readonly balance: number;
}

/** Why a movement of the balance is about an order. */
type Kind = 'charge' | 'refund' | 'adjustment' | 'transfer' | 'transfer_refund';

interface Movement {
  readonly kind: Kind;
  readonly amount: number;
}

const all = { limit: 100 };
const most = { limit: 10_000 };

const idOf = (named: string | { readonly id: string } | null): string =>
  typeof named === 'string' ? named : (named?.id ?? '');

/** Which order the source of a movement belongs to. */
async function readOwners(stripe: Stripe): Promise<Map<string, string>> {
  const orderOf = new Map<string, string>();
  const own = (id: string, order: string | undefined): void => {
    if (order !== undefined) orderOf.set(id, order);
  };
  for (const intent of await stripe.paymentIntents.list(all).autoPagingToArray(most)) {
    own(intent.id, intent.metadata['order_id']);
    own(idOf(intent.latest_charge), intent.metadata['order_id']);
  }
  for (const refund of await stripe.refunds.list(all).autoPagingToArray(most))
    own(refund.id, orderOf.get(idOf(refund.payment_intent)));
  for (const dispute of await stripe.disputes.list(all).autoPagingToArray(most))
    own(dispute.id, orderOf.get(idOf(dispute.payment_intent)));
  for (const transfer of await stripe.transfers.list(all).autoPagingToArray(most)) {
    own(transfer.id, transfer.transfer_group?.replace('order_', ''));
    for (const reversal of transfer.reversals.data) own(reversal.id, orderOf.get(transfer.id));
  }
  return orderOf;
}

export class StripeBooks {
  readonly #movements: ReadonlyMap<string, readonly Movement[]>;
  /** Of everything, before Stripe's fees. */
  readonly total: number;
  /** What belongs to no order. */
  readonly ownerless: readonly string[];

  private constructor(movements: ReadonlyMap<string, readonly Movement[]>, ownerless: readonly string[]) {
    this.#movements = movements;
    this.ownerless = ownerless;
    this.total = [...movements.values()].flat().reduce((sum, { amount }) => sum + amount, 0);
  }

  static async read(stripe: Stripe): Promise<StripeBooks> {
    const orderOf = await readOwners(stripe);
    const movements = new Map<string, Movement[]>();
    const ownerless: string[] = [];
    for (const { source, type, amount } of await stripe.balanceTransactions
      .list(all)
      .autoPagingToArray(most)) {
      const order = orderOf.get(idOf(source));
      if (order === undefined) ownerless.push(`${type} ${idOf(source)}`);
      else movements.set(order, [...(movements.get(order) ?? []), { kind: type as Kind, amount }]);
    }
    return new StripeBooks(movements, ownerless);
  }

  of(orderId: number): OrderAtStripe {
    const movements = this.#movements.get(String(orderId)) ?? [];
    const sum = (...kinds: readonly Kind[]): number =>
      movements.filter(({ kind }) => kinds.includes(kind)).reduce((total, { amount }) => total + amount, 0);
    return {
      captured: movements.filter(({ kind }) => kind === 'charge').map(({ amount }) => amount),
      returned: 0 - sum('refund'),
      disputed: 0 - sum('adjustment'),
      transferred: 0 - sum('transfer', 'transfer_refund'),
      balance: movements.reduce((total, { amount }) => total + amount, 0),
    };
  }
}
