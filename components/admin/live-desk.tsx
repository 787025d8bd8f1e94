'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { Dot } from '#components/ui/chip';
import { activityEvent, adminChannel } from '#lib/auction/wire';
import { useLink, useLiveContext, type LinkStatus } from '#lib/realtime/client/index';

/** However busy the house is, the desk is read anew at most this often. */
const restMs = 1500;

const linkWords: Readonly<Record<LinkStatus, string>> = {
  live: 'Live',
  polling: 'Not connected',
  reaching: 'Connecting',
  offline: 'Offline',
};

/** Reads the page anew whenever something happens in the house, and says whether it would hear of it. */
export function LiveDesk() {
  const { house } = useLiveContext();
  const router = useRouter();
  const link = useLink();

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | null = null;
    let readAt = Date.now();
    const read = (): void => {
      timer = null;
      readAt = Date.now();
      router.refresh();
    };
    const poke = (): void => {
      timer ??= setTimeout(read, Math.max(0, readAt + restMs - Date.now()));
    };
    const stop = house.connection.listen({
      channel: adminChannel,
      events: { [activityEvent]: poke },
      onSubscribed: poke,
    });
    return () => {
      stop();
      if (timer !== null) clearTimeout(timer);
    };
  }, [house, router]);

  return (
    <span className="inline-flex items-center gap-2 text-sm text-soft">
      <Dot className={link === 'live' ? 'text-act' : 'text-hurry'} />
      {linkWords[link]}
    </span>
  );
}
