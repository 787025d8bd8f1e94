'use client';

import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Bell } from 'lucide-react';
import { toast } from 'sonner';
import type { BidderId } from '#lib/auction/types';
import { useNotices, type LiveNotice } from '#lib/realtime/client/index';

/** What a toast says of a notice; kinds that are not urgent only count on the bell. */
const announcements: Readonly<Record<string, string>> = {
  outbid: 'You have been outbid',
  won: 'You won',
  paid: 'Payment received',
  sold: 'Sold',
  payment_lapsed: 'The time to pay is over',
};

interface NoticesBellProps {
  readonly readerId: BidderId;
  /** As the server counted when it rendered. */
  readonly unread: number;
}

/** The reader's unread notices, counting up as they arrive; the urgent ones are announced on whatever page is open. */
export function NoticesBell({ readerId, unread }: NoticesBellProps) {
  const router = useRouter();
  const [arrived, setArrived] = useState({ since: unread, count: 0 });
  // A new count from the server already contains what had arrived.
  if (arrived.since !== unread) setArrived({ since: unread, count: 0 });
  const count = unread + arrived.count;

  const announce = ({ kind, title, auctionId }: LiveNotice): void => {
    setArrived((before) => ({ ...before, count: before.count + 1 }));
    const words = announcements[kind];
    if (!words) return;
    toast(words, {
      ...(title && { description: title }),
      ...(auctionId && {
        action: { label: 'See the lot', onClick: () => router.push(`/auctions/${auctionId}`) },
      }),
    });
  };
  useNotices(readerId, announce);

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
