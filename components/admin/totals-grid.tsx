import type { Totals } from '#lib/administration/types';
import { countWords } from '#lib/auction/count-words';
import { formatMoney } from '#lib/auction/money';

interface TotalProps {
  readonly name: string;
  readonly value: string;
  readonly note: string;
}

const count = (value: number): string => value.toLocaleString('en-US');

function Total({ name, value, note }: TotalProps) {
  return (
    <div className="grid content-start gap-1 bg-surface p-5">
      <dt className="text-sm text-soft">{name}</dt>
      <dd className="figure text-[1.75rem] desk:text-[2rem]">{value}</dd>
      <dd className="text-sm text-soft">{note}</dd>
    </div>
  );
}

function paidNote({ paidVolume }: Totals): string {
  const others = paidVolume.slice(1).map(({ amount, currency }) => formatMoney(amount, currency));
  return others.length > 0 ? `and ${others.join(', ')}` : 'by winners, all in';
}

/** The house in four figures. */
export function TotalsGrid({ totals }: { readonly totals: Totals }) {
  const [volume] = totals.paidVolume.toSorted((a, b) => b.amount - a.amount);
  return (
    <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-box border border-line bg-line desk:grid-cols-4">
      <Total
        name="Live auctions"
        value={count(totals.activeAuctions)}
        note={`${count(totals.endingWithinHour)} end within the hour, ${count(totals.scheduledAuctions)} to come`}
      />
      <Total
        name="Bids in the last hour"
        value={count(totals.bidsLastHour)}
        note={`${count(totals.bidsLastDay)} in the last day`}
      />
      <Total
        name="Paid"
        value={volume ? formatMoney(volume.amount, volume.currency) : '–'}
        note={`${paidNote(totals)}; ${countWords(totals.wonUnpaid, 'lot waits', 'lots wait')} for payment`}
      />
      <Total
        name="Bidders"
        value={count(totals.bidders)}
        note={
          totals.suspendedBidders === 0 ? 'none suspended' : `${count(totals.suspendedBidders)} suspended`
        }
      />
    </dl>
  );
}
