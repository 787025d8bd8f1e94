'use client';

import { useLot } from '#components/lot/lot-context';
import { Chip, Dot, type ChipTone } from '#components/ui/chip';
import type { PublicAuctionState } from '#lib/auction/live-state';
import { minuteMs, remainingWords } from '#lib/realtime/client/index';

interface ChipWords {
  readonly tone: ChipTone;
  readonly text: string;
  readonly dot?: boolean;
}

function endedChip({ status, outcome }: PublicAuctionState, isWinner: boolean): ChipWords {
  if (status === 'won') return isWinner ? { tone: 'act', text: 'You won' } : { tone: 'quiet', text: 'Ended' };
  switch (outcome) {
    case 'sold':
      return isWinner ? { tone: 'act', text: 'Yours' } : { tone: 'quiet', text: 'Sold' };
    case 'reserve_not_met':
      return { tone: 'quiet', text: 'Reserve not met' };
    case 'unpaid':
      return { tone: 'quiet', text: 'Not paid' };
    case 'cancelled':
      return { tone: 'quiet', text: 'Withdrawn' };
    case 'no_bids':
    case null:
      return { tone: 'quiet', text: 'Ended' };
    default:
      return outcome satisfies never;
  }
}

function standingChip(isLeading: boolean, hasBid: boolean): ChipWords | null {
  if (isLeading) return { tone: 'act', text: 'You are leading', dot: true };
  return hasBid ? { tone: 'loss', text: 'Outbid', dot: true } : null;
}

function extendedChip({ endsAt, originalEndsAt }: PublicAuctionState): ChipWords | null {
  const extendedMs = endsAt - originalEndsAt;
  if (extendedMs <= 0) return null;
  return { tone: 'hurry', text: `Extended by ${remainingWords(extendedMs, minuteMs)}` };
}

/** How the lot stands, and how the reader stands with it. */
export function LotChips() {
  const { live, isLeading, hasBid } = useLot();
  const { state } = live;
  const chips =
    state.status === 'active'
      ? [standingChip(isLeading, hasBid), extendedChip(state)]
      : [
          state.status === 'scheduled'
            ? { tone: 'quiet' as const, text: 'Opens soon' }
            : endedChip(state, isLeading),
        ];
  const shown = chips.filter((chip): chip is ChipWords => chip !== null);
  if (shown.length === 0) return null;
  return (
    <ul aria-label="How it stands" className="flex flex-wrap gap-1.5">
      {shown.map(({ tone, text, dot }) => (
        <li key={text} className="flex">
          <Chip tone={tone}>
            {dot && <Dot />}
            {text}
          </Chip>
        </li>
      ))}
    </ul>
  );
}
