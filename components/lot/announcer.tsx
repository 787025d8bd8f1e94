'use client';

import { useEffect, useState, useSyncExternalStore } from 'react';
import { useLot } from '#components/lot/lot-context';
import { createSpeaker } from '#components/lot/speaker';
import type { EpochMs } from '#lib/auction/types';
import { hourMs, localMoment, useRemaining } from '#lib/realtime/client/index';

/** To the second: in the last minutes a later end is a matter of seconds. */
const sayMoment = (at: EpochMs): string => localMoment(at, { as: 'row', zone: null });

/** Says aloud, when the reader's attention allows, what others see: a new price, a later end, the time running out, the end. */
export function Announcer() {
  const { live, reader } = useLot();
  const { state } = live;
  const remainingMs = useRemaining(state.endsAt, hourMs);
  const [speaker] = useState(() =>
    createSpeaker({ state, remainingMs }, { reader: reader?.username ?? null, sayMoment }),
  );
  const { words, count } = useSyncExternalStore(speaker.subscribe, speaker.get, speaker.get);

  useEffect(() => speaker.show({ state, remainingMs }), [speaker, state, remainingMs]);
  useEffect(() => speaker.hush, [speaker]);

  return (
    <p aria-live="polite" className="sr-only">
      {/* A new element each time, so that the same words are heard again. */}
      <span key={count}>{words}</span>
    </p>
  );
}
