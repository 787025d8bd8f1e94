'use client';

import { usePathname, useRouter } from 'next/navigation';
import { Bell } from 'lucide-react';
import { useEffect } from 'react';
import { toast } from 'sonner';
import { Link } from '#components/ui/link';
import type { BidderId } from '#lib/auction/types';
import {
  announceSight,
  showAlert,
  useLiveContext,
  useNotices,
  type LiveNotice,
} from '#lib/realtime/client/index';

/** What becomes of an order without its lot moving on: pages that show it hear of it by the notice alone. */
const changesOrder: ReadonlySet<string> = new Set(['charge_failed', 'refunded', 'refund_returned']);

interface NoticesBellProps {
  readonly readerId: BidderId;
  /** As the server counted when it rendered. */
  readonly unread: number;
  /** The newest notice when the server rendered; null when there was none. */
  readonly newestId: string | null;
}

/** The reader's unread notices, counting as they arrive; each is announced on whatever page is open. */
export function NoticesBell({ readerId, unread, newestId }: NoticesBellProps) {
  const router = useRouter();
  const pathname = usePathname();
  const { house, reader } = useLiveContext();
  useEffect(announceSight, []);

  const tellTab = ({ kind, auctionId }: LiveNotice): void => {
    if (kind === 'outbid') house.outbids.hearOutbid(auctionId);
    if (kind === 'won' || kind === 'lost') house.outbids.hearOver(auctionId);
  };
  const announce = (notice: LiveNotice): void => {
    const { title, path, label, kind } = notice;
    tellTab(notice);
    if (changesOrder.has(kind)) router.refresh();
    if (kind === 'outbid' && reader !== null)
      showAlert(reader, notice, () => router.push(path)).catch(() => undefined);
    // Who is there already needs no way there.
    const options = path === pathname ? {} : { action: { label, onClick: () => router.push(path) } };
    if (kind === 'outbid' || kind === 'bid_voided') toast.warning(title, options);
    else toast(title, options);
  };
  const count = useNotices({ readerId, unread, newestId, onNotice: announce });

  return (
    <Link
      href="/notices"
      aria-label={count === 0 ? 'Notices' : `Notices, ${count} unread`}
      className="relative grid size-11 shrink-0 place-items-center rounded-full text-soft hover:text-ink"
    >
      <Bell aria-hidden className="size-5" />
      {count > 0 && (
        <span
          aria-hidden
          className="absolute top-1 right-0.5 grid h-[18px] min-w-[18px] place-items-center rounded-full bg-act px-1 text-[11px] leading-none font-semibold text-act-ink"
        >
          {count > 99 ? '99+' : count}
        </span>
      )}
    </Link>
  );
}
