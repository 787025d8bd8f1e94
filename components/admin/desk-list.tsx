import type { ReactNode } from 'react';
import { DeskFilter } from '#components/admin/desk-filter';
import { PagesNav } from '#components/admin/pages-nav';
import { Empty } from '#components/ui/empty';

interface DeskListProps {
  readonly path: '/admin/auctions' | '/admin/orders' | '/admin/bidders';
  /** What can be searched for. */
  readonly searches: string;
  /** The states to choose from, '' for every one; absent where there are none. */
  readonly states?: Readonly<Record<string, string>>;
  /** As the address asks. */
  readonly asked: {
    readonly query: string | undefined;
    readonly status?: string | undefined;
    readonly cursor: string | undefined;
  };
  readonly nextCursor: string | null;
  /** What to try when nothing matches. */
  readonly hint: string;
  /** null: nothing matches. */
  readonly children: ReactNode;
}

/** A list of the desk: the search, what it found, and the way to the rest. */
export function DeskList(props: DeskListProps) {
  const { path, searches, states, asked, nextCursor, hint, children } = props;
  const { query, status, cursor } = asked;
  const filter = { ...(query && { q: query }), ...(status && { status }) };
  return (
    <>
      <DeskFilter
        action={path}
        label={searches}
        query={query ?? ''}
        {...(states && { status: { value: status ?? '', options: states } })}
      />
      {children ?? <Empty title="Nothing matches">{hint}</Empty>}
      <PagesNav path={path} query={filter} cursor={cursor} nextCursor={nextCursor} />
    </>
  );
}
