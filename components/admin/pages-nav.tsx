import { buttonClass } from '#components/ui/button';
import { Link } from '#components/ui/link';

interface PagesNavProps {
  readonly path: '/admin/auctions' | '/admin/orders' | '/admin/bidders' | '/admin/audit';
  /** The filter in force. */
  readonly query: Readonly<Record<string, string>>;
  readonly cursor: string | undefined;
  readonly nextCursor: string | null;
}

/** The way to older rows and back to the newest. */
export function PagesNav({ path, query, cursor, nextCursor }: PagesNavProps) {
  if (cursor === undefined && nextCursor === null) return null;
  return (
    <nav aria-label="Pages" className="flex flex-wrap justify-center gap-3 pt-6">
      {cursor !== undefined && (
        <Link href={{ pathname: path, query }} className={buttonClass('quiet')}>
          Back to the first
        </Link>
      )}
      {nextCursor !== null && (
        <Link
          href={{ pathname: path, query: { ...query, cursor: nextCursor } }}
          className={buttonClass('quiet')}
        >
          Show more
        </Link>
      )}
    </nav>
  );
}
