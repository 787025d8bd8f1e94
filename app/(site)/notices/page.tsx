import type { Metadata } from 'next';
import { MarkReadButton } from '#components/account/mark-read-button';
import { AlertSwitch } from '#components/live/alert-switch';
import { NoticeDays, type ShownNotice } from '#components/account/notice-days';
import { buttonClass } from '#components/ui/button';
import { Empty } from '#components/ui/empty';
import { Link } from '#components/ui/link';
import { PageHeader } from '#components/ui/page-header';
import { countUnread, listNotices, type NoticeEntry } from '#lib/notifications/index';
import { isLocalRoute } from '#app/local-route.ts';
import { requireCaller } from '#app/require-caller.ts';

export const metadata: Metadata = { title: 'Notices' };

const shown = 100;

function toShown({ id, auctionId, words, createdAt, readAt }: NoticeEntry): ShownNotice {
  const { title, body, link } = words;
  const href = isLocalRoute(link.path) ? link.path : (`/auctions/${auctionId}` as const);
  return { id, title, body, href, label: link.label, at: createdAt, isUnread: readAt === null };
}

export default async function NoticesPage() {
  const caller = await requireCaller('/notices');
  const [notices, unread] = await Promise.all([listNotices(caller.id, shown), countUnread(caller.id)]);
  const newest = notices[0];
  return (
    <>
      <PageHeader title="Notices" action={newest && unread > 0 && <MarkReadButton upToId={newest.id} />}>
        What happened to your bids and your lots.
      </PageHeader>
      <div className="-mt-3 pb-5">
        <AlertSwitch />
      </div>
      {newest ? (
        <NoticeDays notices={notices.map(toShown)} />
      ) : (
        <Empty title="Nothing to tell you yet">
          <p>When you are outbid, win or sell something, you read it here and in your mail.</p>
          <Link href="/?status=active" className={`${buttonClass()} mt-4`}>
            See what is open
          </Link>
        </Empty>
      )}
    </>
  );
}
