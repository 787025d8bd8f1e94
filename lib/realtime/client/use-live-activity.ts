'use client';

import { useEffect, useEffectEvent } from 'react';
import { activityEvent, adminChannel } from '#lib/auction/wire';
import { useLiveContext } from '#lib/realtime/client/context';

/** However busy the house is, the desk is read anew at most this often. */
const restMs = 1500;

/**
 * For administrators: calls `read` soon after anything happens in the house, at most every 1.5 seconds. Also after every
 * (re)connection, on return to the tab, and every few seconds while there is no connection; never while the tab is hidden.
 */
export function useLiveActivity(read: () => void): void {
  const { house } = useLiveContext();
  const readNow = useEffectEvent(read);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | null = null;
    let readAt = Date.now();
    const act = (): void => {
      timer = null;
      readAt = Date.now();
      readNow();
    };
    const look = (): void => {
      // Whoever comes back to the tab looks again.
      if (!document.hidden) timer ??= setTimeout(act, Math.max(0, readAt + restMs - Date.now()));
    };
    const stop = house.attend({ channel: adminChannel, event: activityEvent, look });
    return () => {
      stop();
      if (timer !== null) clearTimeout(timer);
    };
  }, [house]);
}
