/** Watches the publisher of a bench's house: what it called the push service for, and when all sockets had been written to. */
import { auctionChannel, decodeState, stateEvent } from '#lib/auction/wire';
import { auctionId } from '#lib/auction/identifiers';
import { processWide } from '#lib/platform/singleton';
import { createPublisher } from '#lib/realtime/server/publisher';
import { pushService, type PushEvent } from '#lib/realtime/server/push';
import type { Written } from '#tests/bench/house-messages';
import { hotAuctionId } from '#tests/bench/live-crowd-messages';

const hotChannel = auctionChannel(auctionId(hotAuctionId));

export interface PushesSoFar {
  readonly calls: number;
  readonly written: readonly Written[];
}

/** To be called before anything is published. The returned function tells what happened so far. */
export function watchPushes(): () => PushesSoFar {
  let calls = 0;
  const written: Written[] = [];
  const note = ({ channel, name, data }: PushEvent): void => {
    const version =
      channel === hotChannel && name === stateEvent && decodeState(JSON.parse(data))?.state.version;
    if (version) written.push({ version, atMs: performance.timeOrigin + performance.now() });
  };
  processWide('publisher', () =>
    createPublisher({
      ...pushService,
      // The push server answers once it has written to everybody.
      send: async (events) => {
        calls += 1;
        await pushService.send(events);
        events.forEach(note);
      },
      sendToAll: (event) => {
        calls += 1;
        return pushService.sendToAll(event);
      },
    }),
  );
  return () => ({ calls, written });
}
