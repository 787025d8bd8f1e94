import type { Metadata } from 'next';
import type { ReactNode } from 'react';
import { DeskNav } from '#components/admin/desk-nav';
import { LiveDesk } from '#components/admin/live-desk';
import { LiveProvider } from '#components/live/live-provider';
import { AccountMenu, type MenuLink } from '#components/site/account-menu';
import { Brand } from '#components/site/brand';
import { Link } from '#components/ui/link';
import { currentCaller } from '#lib/accounts/current-caller';
import { canAdminister } from '#lib/accounts/index';
import { epochMs } from '#lib/auction/instants';
import { liveEndpoint } from '#app/live-endpoint.ts';
import { requireAdministrator } from '#app/require-caller.ts';

const nothingHere = 'No such page · Gavel';

/** Whoever may not be here reads what every page that is not there is called: a title of its own would tell. */
export async function generateMetadata(): Promise<Metadata> {
  const caller = await currentCaller();
  return caller && canAdminister(caller)
    ? { title: { default: 'Desk', template: '%s · Desk · Gavel' } }
    : { title: { absolute: nothingHere, template: nothingHere } };
}

const wayBack: readonly MenuLink[] = [{ href: '/', label: 'Back to the house', inHeader: true }];

/** The administrators' desk. Every page asks again who is reading, as a layout is not rendered anew between them. */
export default async function DeskLayout({ children }: { readonly children: ReactNode }) {
  const caller = await requireAdministrator();
  return (
    <LiveProvider endpoint={liveEndpoint()} reader={caller.username} renderedAt={epochMs(Date.now())}>
      <header className="border-b border-line bg-surface">
        <div className="wrap flex flex-wrap items-center justify-between gap-x-6 gap-y-1 pt-2.5">
          <div className="flex items-baseline gap-3">
            <Brand />
            <span className="text-[15px] text-soft">Desk</span>
          </div>
          <div className="flex items-center gap-3 desk:gap-5">
            <LiveDesk />
            <Link href="/" className="text-[15px] text-soft hover:text-ink max-desk:hidden">
              Back to the house
            </Link>
            <AccountMenu username={caller.username} links={wayBack} />
          </div>
          <div className="w-full">
            <DeskNav />
          </div>
        </div>
      </header>
      <main id="main" tabIndex={-1} className="wrap pb-20 outline-none">
        {children}
      </main>
    </LiveProvider>
  );
}
