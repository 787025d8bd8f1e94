'use client';

import { signOut } from 'next-auth/react';
import { Menu } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import type { Route } from 'next';
import { Link } from '#components/ui/link';

const itemClass =
  'flex min-h-11 items-center rounded-lg px-3 text-[15px] outline-none data-highlighted:bg-sunk desk:min-h-10';

export interface MenuLink {
  readonly href: Route;
  readonly label: string;
  /** Stands in the header itself on wide screens, so that the menu repeats it on phones only. */
  readonly inHeader: boolean;
}

interface AccountMenuProps {
  /** null while signed out. */
  readonly username: string | null;
  readonly links: readonly MenuLink[];
}

const initials = (username: string): string => username.slice(0, 2).toUpperCase();

function Trigger({ username }: { readonly username: string | null }) {
  return (
    <DropdownMenu.Trigger
      aria-label={username === null ? 'Menu' : `Account of ${username}`}
      className="grid size-11 shrink-0 place-items-center rounded-full"
    >
      {username === null ? (
        <Menu aria-hidden className="size-5" />
      ) : (
        <span
          aria-hidden
          className="grid size-[34px] place-items-center rounded-full bg-act-tint text-sm font-semibold text-act"
        >
          {initials(username)}
        </span>
      )}
    </DropdownMenu.Trigger>
  );
}

/** Everything of the reader's own, and on phones the way around the house too. */
export function AccountMenu({ username, links }: AccountMenuProps) {
  return (
    <DropdownMenu.Root modal={false}>
      <Trigger username={username} />
      {/* Not in a portal: it stays inside the header, a landmark that assistive technology can find it by. */}
      <DropdownMenu.Content
        align="end"
        sideOffset={6}
        className="z-40 min-w-56 rounded-card border border-line bg-surface p-1.5 shadow-lift"
      >
        {username !== null && (
          <DropdownMenu.Label className="px-3 pt-2 pb-1.5 text-[13px] text-soft">
            Signed in as <b className="font-semibold text-ink">{username}</b>
          </DropdownMenu.Label>
        )}
        {links.map(({ href, label, inHeader }) => (
          <DropdownMenu.Item key={href} asChild className={inHeader ? 'desk:hidden' : ''}>
            <Link href={href} className={itemClass}>
              {label}
            </Link>
          </DropdownMenu.Item>
        ))}
        {username !== null && (
          <>
            <DropdownMenu.Separator className="my-1.5 h-px bg-line" />
            <DropdownMenu.Item className={itemClass} onSelect={() => void signOut({ callbackUrl: '/' })}>
              Sign out
            </DropdownMenu.Item>
          </>
        )}
      </DropdownMenu.Content>
    </DropdownMenu.Root>
  );
}
