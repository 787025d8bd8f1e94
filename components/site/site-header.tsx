import type { ReactNode } from 'react';
import { AccountMenu, type MenuLink } from '#components/site/account-menu';
import { Brand } from '#components/site/brand';
import { SearchForm } from '#components/site/search-form';
import { buttonClass } from '#components/ui/button';
import { Link } from '#components/ui/link';

export interface SiteReader {
  readonly username: string;
  readonly isAdministrator: boolean;
}

interface SiteHeaderProps {
  readonly reader: SiteReader | null;
  readonly lotCount: number;
  /** The bell with its count, for a reader who is signed in. */
  readonly bell: ReactNode;
}

const houseLinks: readonly MenuLink[] = [
  { href: '/', label: 'Browse', inHeader: true },
  { href: '/my-bids', label: 'My bids', inHeader: true },
  { href: '/sell', label: 'Sell', inHeader: true },
  { href: '/watchlist', label: 'Watchlist', inHeader: true },
];

function menuLinks(reader: SiteReader | null): readonly MenuLink[] {
  if (reader === null)
    return [
      ...houseLinks,
      { href: '/sign-in', label: 'Sign in', inHeader: true },
      { href: '/register', label: 'Create an account', inHeader: true },
    ];
  const own: MenuLink[] = [
    { href: '/my-sales', label: 'My sales', inHeader: false },
    { href: '/notices', label: 'Notices', inHeader: false },
    { href: '/account/address', label: 'Delivery address', inHeader: false },
    { href: '/account/payment', label: 'Saved card', inHeader: false },
  ];
  const admin: MenuLink[] = reader.isAdministrator
    ? [{ href: '/admin', label: 'Administration', inHeader: false }]
    : [];
  return [...houseLinks, ...own, ...admin];
}

export function SiteHeader({ reader, lotCount, bell }: SiteHeaderProps) {
  return (
    <header className="sticky top-0 z-30 border-b border-line bg-paper/90 backdrop-blur-[10px] print:hidden">
      <div className="wrap flex h-[58px] items-center gap-3.5 desk:h-[68px] desk:gap-7">
        <Brand />
        <SearchForm lotCount={lotCount} />
        <div className="flex items-center gap-1 desk:ml-auto desk:gap-5">
          <nav aria-label="House" className="hidden items-center gap-[22px] text-[15px] text-soft desk:flex">
            {houseLinks.map(({ href, label }) => (
              <Link key={href} href={href} className="hover:text-ink">
                {label}
              </Link>
            ))}
          </nav>
          {reader === null ? (
            <>
              <Link href="/register" className="text-[15px] text-soft hover:text-ink max-desk:hidden">
                Join
              </Link>
              <Link href="/sign-in" className={`${buttonClass('act', 'small')} max-desk:hidden`}>
                Sign in
              </Link>
              <div className="desk:hidden">
                <AccountMenu username={null} links={menuLinks(null)} />
              </div>
            </>
          ) : (
            <div className="flex items-center">
              {bell}
              <AccountMenu username={reader.username} links={menuLinks(reader)} />
            </div>
          )}
        </div>
      </div>
    </header>
  );
}
