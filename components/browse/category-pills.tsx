'use client';

import { clsx } from 'clsx';
import { Link } from '#components/ui/link';
import { browseHref, type BrowseAddress } from '#lib/listings/browse-address';
import { categories } from '#lib/listings/categories';

const pillClass = (isChosen: boolean): string =>
  clsx(
    'inline-flex h-11 shrink-0 items-center rounded-full border px-4 text-[15px] whitespace-nowrap transition-colors',
    isChosen ? 'border-ink bg-ink text-paper' : 'border-line bg-surface hover:border-soft',
  );

/** On phones the row is wider than the screen: the chosen pill comes into sight, and the page stays where it is. */
function bringIntoSight(pill: HTMLAnchorElement | null): void {
  const row = pill?.closest('nav');
  if (pill && row) row.scrollLeft = pill.offsetLeft - row.clientWidth / 3;
}

/** The house's departments, one chosen; the other filters are kept. */
export function CategoryPills({ address }: { readonly address: BrowseAddress }) {
  const all = { slug: null, name: 'Everything' };
  return (
    <nav aria-label="Categories" className="relative -mx-6 [scrollbar-width:none] overflow-x-auto px-6 pb-6">
      <ul className="flex gap-2.5">
        {[all, ...categories].map(({ slug, name }) => (
          <li key={name}>
            <Link
              ref={address.category === slug ? bringIntoSight : null}
              href={browseHref(address, { category: slug })}
              aria-current={address.category === slug ? 'true' : undefined}
              className={pillClass(address.category === slug)}
            >
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
