'use client';

import { useLot, type LotPage } from '#components/lot/lot-context';
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

function reserveChip({ reserveMet }: PublicAuctionState): ChipWords {
  if (reserveMet === null) return { tone: 'quiet', text: 'No reserve' };
  return { tone: 'quiet', text: reserveMet ? 'Reserve met' : 'Reserve not met yet' };
}

function chipsOf({ live: { state }, isLeading, hasBid }: LotPage): readonly (ChipWords | null)[] {
  if (state.status === 'active')
    return [standingChip(isLeading, hasBid), extendedChip(state), reserveChip(state)];
  if (state.status === 'scheduled') return [{ tone: 'quiet', text: 'Opens soon' }, reserveChip(state)];
  return [endedChip(state, isLeading)];
}

/** How the lot stands, and how the reader stands with it. */
export function LotChips() {
  const shown = chipsOf(useLot()).filter((chip) => chip !== null);
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
