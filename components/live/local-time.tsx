'use client';

import type { EpochMs } from '#lib/auction/types';
import { formatInstant } from '#lib/auction/instants';
import { localMoment, type MomentStyle } from '#lib/realtime/client/local-moment';
import { useMounted } from '#lib/realtime/client/index';

interface LocalTimeProps {
  readonly at: EpochMs;
  readonly as: MomentStyle;
  readonly className?: string;
}

/** A moment in the reader's own time zone. The server does not know it, so until the page is alive it says UTC. */
export function LocalTime({ at, as, className }: LocalTimeProps) {
  const mounted = useMounted();
  return (
    <time dateTime={formatInstant(at)} className={className}>
      {localMoment(at, { as, zone: mounted ? null : 'UTC' })}
    </time>
  );
}
