/** What the bell shows: the count, and the newest notices to announce. */
import { currentCaller } from '#lib/accounts/current-caller';
import { countUnread, listNotices } from '#lib/notifications/index';

const announced = 5;
const headers = { 'cache-control': 'no-store' };

export async function GET(): Promise<Response> {
  const caller = await currentCaller();
  if (!caller) return Response.json({ unread: 0, newest: [] }, { status: 401, headers });
  const [unread, notices] = await Promise.all([countUnread(caller.id), listNotices(caller.id, announced)]);
  const newest = notices.map(({ id, auctionId, notice, words }) => ({
    id,
    auction_id: auctionId,
    kind: notice.kind,
    title: words.title,
    body: words.body,
    path: words.link.path,
    label: words.link.label,
  }));
  return Response.json({ unread, newest }, { headers });
}
