'use client';

import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { bidderChannel, noticeEvent } from '#lib/auction/wire';
import type { BidderId } from '#lib/auction/types';
import { useLiveContext } from '#lib/realtime/client/context';
import { newsSince, readNotices, type LiveNotice, type SeenNotice } from '#lib/realtime/client/notice';

export interface NoticesOptions {
  readonly readerId: BidderId;
  /** As the server counted when it rendered. */
  readonly unread: number;
  /** The newest notice when the server rendered; null when there was none. */
  readonly newestId: string | null;
  /** Called once for each that arrives later. */
  readonly onNotice: (notice: LiveNotice) => void;
}

/** The count of unread notices, kept up to date; also after a connection that was lost comes back, and without one. */
export function useNotices({ readerId, unread, newestId, onNotice }: NoticesOptions): number {
  const { house } = useLiveContext();
  const [counted, setCounted] = useState({ rendered: unread, now: unread });
  if (counted.rendered !== unread) setCounted({ rendered: unread, now: unread });
  const seen = useRef<SeenNotice>({ id: newestId, body: null });

  const look = useEffectEvent(async () => {
    const answer = await readNotices();
    setCounted((before) => ({ ...before, now: answer.unread }));
    for (const notice of newsSince(answer.newest, seen.current)) {
      seen.current = notice;
      onNotice(notice);
    }
  });

  useEffect(() => {
    // A count that could not be fetched is fetched with the next notice or page.
    const lookSafely = (): void => void look().catch(() => undefined);
    return house.attend({ channel: bidderChannel(readerId), event: noticeEvent, look: lookSafely });
  }, [house, readerId]);

  return counted.now;
}
