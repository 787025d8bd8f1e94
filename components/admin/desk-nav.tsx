'use client';

import { clsx } from 'clsx';
import { usePathname } from 'next/navigation';
import { Link } from '#components/ui/link';

const pages = [
  { href: '/admin', label: 'Overview' },
  { href: '/admin/auctions', label: 'Auctions' },
  { href: '/admin/orders', label: 'Orders' },
  { href: '/admin/bidders', label: 'Bidders' },
  { href: '/admin/audit', label: 'Audit' },
] as const;

/** The rooms of the desk. */
export function DeskNav() {
  const path = usePathname();
  return (
    <nav
      aria-label="Desk"
      className="-mb-px flex [scrollbar-width:none] gap-1 overflow-x-auto max-sm:justify-between max-sm:gap-0"
    >
      {pages.map(({ href, label }) => {
        const isHere = href === '/admin' ? path === href : path.startsWith(href);
        return (
          <Link
            key={href}
            href={href}
            aria-current={isHere ? 'page' : undefined}
            className={clsx(
              'flex h-11 shrink-0 items-center border-b-2 px-1 text-[15px] sm:px-3',
              isHere ? 'border-ink font-medium text-ink' : 'border-transparent text-soft hover:text-ink',
            )}
          >
            {label}
          </Link>
        );
      })}
    </nav>
  );
}
