import { Chip, type ChipTone } from '#components/ui/chip';
import type { AdminOrder } from '#lib/administration/order-types';

interface Words {
  readonly tone: ChipTone;
  readonly label: string;
}

function wordsOf({ status, refundedPrice }: AdminOrder): Words {
  switch (status) {
    case 'pending':
      return { tone: 'hurry', label: 'To pay' };
    case 'paid':
      return refundedPrice > 0
        ? { tone: 'quiet', label: 'Refunded in part' }
        : { tone: 'act', label: 'Paid' };
    case 'lapsed':
      return { tone: 'loss', label: 'Lapsed' };
    case 'cancelled':
      return { tone: 'quiet', label: 'Called off' };
    case 'refunded':
      return { tone: 'quiet', label: 'Refunded' };
    default:
      return status satisfies never;
  }
}

/** Where an order stands, and whether its payment is disputed. */
export function OrderChips({ order }: { readonly order: AdminOrder }) {
  const { tone, label } = wordsOf(order);
  return (
    <span className="inline-flex flex-wrap gap-1.5">
      <Chip tone={tone}>{label}</Chip>
      {order.isDisputed && <Chip tone="loss">Disputed</Chip>}
    </span>
  );
}
