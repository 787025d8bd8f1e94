'use client';

import { ChevronDown } from 'lucide-react';
import { useLot } from '#components/lot/lot-context';
import { PriceLines } from '#components/payments/price-lines';
import { formatMoney, maximumBid } from '#lib/auction/money';
import type { Cents } from '#lib/auction/types';
import { priceBreakdown } from '#lib/payments/pricing/price-breakdown';
import { additionsWords } from '#lib/payments/pricing/price-words';

interface AllInProps {
  /** The hammer price to reckon with. */
  readonly price: Cents;
  /** It is the highest that the reader may come to pay. */
  readonly isAtMost?: boolean;
}

/** What the reader would pay if the lot came to them at this price: exactly what would be charged. */
export function AllIn({ price, isAtMost = false }: AllInProps) {
  const { lot } = useLot();
  const { priceTerms } = lot;
  const { currency } = priceTerms;
  // Whoever types more than the house takes is told so when they bid; there is nothing to reckon.
  if (price > maximumBid(currency)) return null;
  const breakdown = priceBreakdown(price, priceTerms);
  const additions = additionsWords(breakdown, currency);
  const head = (
    <>
      <span>You would pay, all in{isAtMost && ', at most'}</span>
      <b className="font-semibold text-ink">{formatMoney(breakdown.totalPrice, currency)}</b>
    </>
  );
  if (additions === null) return <p className="flex justify-between gap-4 text-sm text-soft">{head}</p>;
  return (
    <details className="group text-sm text-soft">
      <summary className="-my-1 cursor-pointer list-none rounded-md py-1 [&::-webkit-details-marker]:hidden">
        <span className="flex justify-between gap-4">{head}</span>
        <span className="mt-1 flex items-start justify-between gap-3 text-[13px]">
          <span>With {additions}</span>
          <ChevronDown
            aria-hidden
            className="mt-px size-4 shrink-0 transition-transform group-open:rotate-180"
          />
        </span>
      </summary>
      <div className="mt-3 rounded-xl border border-line bg-paper px-4 py-3.5">
        <PriceLines
          price={breakdown}
          currency={currency}
          terms={priceTerms}
          hammerTerm={isAtMost ? 'If you win at your maximum' : 'If you win at this price'}
          totalTerm="You would pay"
        />
      </div>
    </details>
  );
}
