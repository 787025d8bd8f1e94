import { bidderChannel, noticeEvent } from '#lib/auction/wire';
import type { AuctionId, BidderId } from '#lib/auction/types';
import { log } from '#lib/platform/log';
import { processWide } from '#lib/platform/singleton';
import { createPublisher, type Publisher } from '#lib/realtime/server/publisher';
import { push } from '#lib/realtime/server/push';

export { authorizeChannel, type Listener } from '#lib/realtime/server/authorize-channel';

const publisher = (): Publisher => processWide('publisher', () => createPublisher(push));

const eventsPerCall = 10;

/** After a commit: every screen on these auctions is told their newest state soon. Never throws, never waits. */
export const publishAuctions = (ids: readonly AuctionId[]): void => publisher().publish(ids);

/** After a commit: these bidders have something new among their notices. The notice itself is in the database. */
export function publishNotices(bidderIds: readonly BidderId[]): void {
  const events = [...new Set(bidderIds)].map((id) => ({
    channel: bidderChannel(id),
    name: noticeEvent,
    data: {},
  }));
  for (let start = 0; start < events.length; start += eventsPerCall)
    push(events.slice(start, start + eventsPerCall)).catch((error: unknown) =>
      log().warn({ err: error }, 'a notice could not be pushed; it waits in the list of notices'),
    );
}

/** Publishes what an earlier crash or outage left behind. */
export const sweepUnpublished = (): Promise<number> => publisher().sweep();

/** For shutdown: sends what is known to have changed. */
export const flushPublisher = (): Promise<void> => publisher().flush();
