'use client';

import { useEffect, useState } from 'react';
import type { EpochMs } from '#lib/auction/types';
import { useLiveContext } from '#lib/realtime/client/context';
import { msUntilChange } from '#lib/realtime/client/remaining-words';
import { useMounted } from '#lib/realtime/client/use-mounted';

/**
 * Milliseconds until `moment` by the server's clock, never below 0, renewed whenever `remainingWords` would change. The
 * first render in the browser agrees with the server's.
 */
export function useRemaining(moment: EpochMs, secondsBelowMs: number): number {
  const { house, renderedAt } = useLiveContext();
  const mounted = useMounted();
  const [now, setNow] = useState(() => house.clock.now());

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const tick = (): void => {
      const current = house.clock.now();
      setNow(current);
      if (current < moment) timer = setTimeout(tick, msUntilChange(moment - current, secondsBelowMs));
    };
    tick();
    return () => clearTimeout(timer);
  }, [house, moment, secondsBelowMs]);

  return Math.max(0, moment - (mounted ? now : renderedAt));
}
