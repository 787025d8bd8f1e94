import type { Metadata } from 'next';
import { buttonClass } from '#components/ui/button';
import { Link } from '#components/ui/link';

export const metadata: Metadata = { title: 'Nothing under this number' };

/** Inside the desk, so that its rooms stay at hand. Whoever may not be here never sees it. */
export default function DeskNotFound() {
  return (
    <div className="grid justify-items-start gap-4 pt-16">
      <h1 className="text-4xl">There is nothing under this number</h1>
      <p className="max-w-lines text-soft">
        The address may be mistyped. Auctions and orders can be searched from their own pages.
      </p>
      <Link href="/admin" className={buttonClass()}>
        Back to the overview
      </Link>
    </div>
  );
}
