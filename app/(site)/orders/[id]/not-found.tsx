import type { Metadata } from 'next';
import { buttonClass } from '#components/ui/button';
import { Link } from '#components/ui/link';

export const metadata: Metadata = { title: 'No such order' };

/** Also for orders of other people: nobody learns that they are there. */
export default function OrderNotFound() {
  return (
    <div className="grid justify-items-start gap-4 pt-16">
      <h1 className="text-4xl">There is no such order</h1>
      <p className="max-w-lines text-soft">
        The address may be mistyped, or the order belongs to another account. What you won is among your bids.
      </p>
      <Link href="/my-bids" className={buttonClass()}>
        See your bids
      </Link>
    </div>
  );
}
