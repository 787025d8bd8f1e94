import { Chip, Dot, type ChipTone } from '#components/ui/chip';
import type { PublicAuctionState } from '#lib/auction/live-state';
import type { AuctionOutcome } from '#lib/auction/types';

const outcomes: Readonly<Record<AuctionOutcome, { readonly words: string; readonly tone: ChipTone }>> = {
  sold: { words: 'Paid', tone: 'act' },
  no_bids: { words: 'No bids', tone: 'quiet' },
  reserve_not_met: { words: 'Reserve not met', tone: 'quiet' },
  unpaid: { words: 'Unpaid', tone: 'loss' },
  cancelled: { words: 'Cancelled', tone: 'loss' },
};

/** How an auction stands, for the desk. */
export function AuctionStatus({ state }: { readonly state: Pick<PublicAuctionState, 'status' | 'outcome'> }) {
  switch (state.status) {
    case 'scheduled':
      return <Chip>Scheduled</Chip>;
    case 'active':
      return (
        <Chip tone="act">
          <Dot /> Live
        </Chip>
      );
    case 'won':
      return <Chip tone="hurry">Won, unpaid</Chip>;
    case 'closed': {
      const { words, tone } = outcomes[state.outcome ?? 'no_bids'];
      return <Chip tone={tone}>{words}</Chip>;
    }
    default:
      return state.status satisfies never;
  }
}
