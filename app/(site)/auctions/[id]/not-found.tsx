import type { Metadata } from 'next';
import { buttonClass } from '#components/ui/button';
import { Link } from '#components/ui/link';

/** Shown because the metadata of the page was not found either. */
export const metadata: Metadata = { title: 'No such lot' };

export default function LotNotFound() {
  return (
    <div className="grid justify-items-start gap-4 pt-16">
      <h1 className="text-4xl">There is no such lot</h1>
      <p className="max-w-lines text-soft">
        The address may be mistyped. What is open for bids is a step away.
      </p>
      <Link href="/" className={buttonClass()}>
        See what is open
      </Link>
    </div>
  );
}
