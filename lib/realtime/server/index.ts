import type { AuctionId, BidderId } from '#lib/auction/types';
import { processWide } from '#lib/platform/singleton';
import type { CommittedChange } from '#lib/realtime/server/known-states';
import { createPublisher, type Publisher } from '#lib/realtime/server/publisher';
import { pushService } from '#lib/realtime/server/push';

export { askAudience } from '#lib/realtime/server/audience';
export { authenticateListener } from '#lib/realtime/server/authenticate-listener';
export { authorizeChannel, type Listener } from '#lib/realtime/server/authorize-channel';
export type { CommittedChange } from '#lib/realtime/server/known-states';

const flushPatienceMs = 2000;

const publisher = (): Publisher => processWide('publisher', () => createPublisher(pushService));

/** After a commit: every screen on these auctions is told their newest state soon. Never throws, never waits. */
export const publishAuctions = (ids: readonly AuctionId[]): void => publisher().publish(ids);

/** As `publishAuctions`, by whoever knows what was committed: it is not read again, and where nobody listens nothing is done. */
export const publishChanges = (changes: readonly CommittedChange[]): void =>
  publisher().publishChanges(changes);

/** After a commit: these bidders have something new among their notices. Never throws, never waits. */
export const publishNotices = (bidderIds: readonly BidderId[]): void => publisher().notify(bidderIds);

/** Publishes what an earlier crash or outage left behind. */
export const sweepUnpublished = (): Promise<number> => publisher().sweep();

/** For shutdown: sends what is known to have changed, with bounded patience. What is not sent now the next start sends. */
export const flushPublisher = (): Promise<void> => publisher().flush(flushPatienceMs);
