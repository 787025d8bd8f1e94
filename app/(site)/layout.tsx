import type { ReactNode } from 'react';
import { LiveProvider } from '#components/live/live-provider';
import { OutbidSignal } from '#components/live/outbid-signal';
import { NoticesBell } from '#components/site/notices-bell';
import { SiteFooter } from '#components/site/site-footer';
import { SiteHeader } from '#components/site/site-header';
import { currentCaller } from '#lib/accounts/current-caller';
import { epochMs } from '#lib/auction/instants';
import { countLots } from '#lib/listings/index';
import { readBell } from '#lib/notifications/index';
import { contactAddress } from '#lib/platform/contact';
import { environment } from '#lib/platform/env';
import { liveEndpoint } from '#app/live-endpoint.ts';

/** Every page shows the house as it is at this moment, to this reader: nothing of it can be made in advance. */
export const dynamic = 'force-dynamic';

/** Every page of the house: the header with the reader's own things, one live connection, the footer. */
export default async function SiteLayout({ children }: { readonly children: ReactNode }) {
  const [caller, lotCount] = await Promise.all([currentCaller(), countLots('active')]);
  const bell = caller && (await readBell(caller.id));
  const reader = caller && { username: caller.username, isAdministrator: caller.role === 'administrator' };
  return (
    <LiveProvider
      key={caller?.username ?? ''}
      endpoint={liveEndpoint()}
      reader={caller?.username ?? null}
      renderedAt={epochMs(Date.now())}
    >
      <SiteHeader
        reader={reader}
        lotCount={lotCount}
        bell={caller && bell && <NoticesBell readerId={caller.id} {...bell} />}
      />
      <main id="main" tabIndex={-1} className="wrap min-h-[60vh] outline-none">
        {children}
      </main>
      <SiteFooter contact={contactAddress(environment())} />
      {caller && <OutbidSignal />}
    </LiveProvider>
  );
}
