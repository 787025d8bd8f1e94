'use client';

import { useEffect, useEffectEvent } from 'react';
import { bidderChannel, noticeEvent } from '#lib/auction/wire';
import type { BidderId } from '#lib/auction/types';
import { useLiveContext } from '#lib/realtime/client/context';
import { decodeNotice, type LiveNotice } from '#lib/realtime/client/notice';

/** Hears the reader's own notices as they happen. */
export function useNotices(readerId: BidderId, onNotice: (notice: LiveNotice) => void): void {
  const { house } = useLiveContext();
  const hear = useEffectEvent((data: unknown) => {
    const notice = decodeNotice(data);
    if (notice) onNotice(notice);
  });
  useEffect(
    () =>
      house.connection.listen({
        channel: bidderChannel(readerId),
        events: { [noticeEvent]: (data) => hear(data) },
      }),
    [house, readerId],
  );
}
