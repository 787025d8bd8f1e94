'use client';

import { useLot } from '#components/lot/lot-context';
import { useBidTiming } from '#lib/realtime/client/index';

/** Reading the review and pressing again. */
export const reviewMs = 2500;
/** Pressing the button. */
export const pressMs = 300;

interface LastMomentsProps {
  /** How long the reader needs from here until the bid is sent, in milliseconds. */
  readonly handsMs: number;
}

/** Beside the button while seconds count: how long a bid takes to arrive, and whether it may be too late. */
export function LastMoments({ handsMs }: LastMomentsProps) {
  const { live } = useLot();
  const timing = useBidTiming(live.state, handsMs);
  if (timing === null) return null;
  const { arrivalMs, mayBeTooLate } = timing;
  return (
    <div className="text-center text-[13px]">
      {!mayBeTooLate && (
        <p className="text-soft">
          Your bid takes about <span className="font-medium text-ink">{arrivalMs} ms</span> to reach us.
        </p>
      )}
      {/* There before its words are, so that they are read aloud. */}
      <output className="block font-medium text-hurry">
        {mayBeTooLate && 'Very close to the end: your bid may arrive too late.'}
      </output>
    </div>
  );
}
