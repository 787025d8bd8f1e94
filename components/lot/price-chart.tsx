'use client';

import { formatMoney } from '#lib/auction/money';
import type { PublicBid } from '#lib/auction/live-state';
import type { Cents } from '#lib/auction/types';

interface PriceChartProps {
  /** Newest first. */
  readonly rows: readonly PublicBid[];
  readonly startingPrice: Cents;
  readonly currency: string;
}

const width = 640;
const height = 120;
const margin = 8;

/** The price after each row as a path of steps, one step a row. */
function stepPath(prices: readonly number[]): { readonly line: string; readonly endY: number } {
  const lowest = Math.min(...prices);
  const span = Math.max(...prices) - lowest;
  const y = (price: number): number =>
    span === 0 ? height - margin : height - margin - ((price - lowest) / span) * (height - 2 * margin);
  const step = width / prices.length;
  const line = prices
    .map((price, index) => {
      const at = y(price).toFixed(1);
      const upTo = ((index + 1) * step).toFixed(1);
      return index === 0 ? `M0 ${at}H${upTo}` : `V${at}H${upTo}`;
    })
    .join('');
  return { line, endY: y(prices.at(-1) ?? lowest) };
}

/** How the price moved, row by row: up, but for bids that the house withdrew. The history below says the same in words. */
export function PriceChart({ rows, startingPrice, currency }: PriceChartProps) {
  const oldest = rows.at(-1);
  const newest = rows[0];
  if (!oldest || !newest) return null;
  const isWhole = oldest.sequence === 1;
  const shown = rows.toReversed().map(({ price }) => price);
  const prices = isWhole ? [startingPrice, ...shown] : shown;
  const { line, endY } = stepPath(prices);
  const from = formatMoney(prices[0] ?? startingPrice, currency);
  const to = formatMoney(newest.price, currency);
  const what = isWhole ? 'in all' : 'the latest of them shown here';
  return (
    <figure className="mb-3">
      <div className="relative">
        <svg
          role="img"
          aria-label={`The price went from ${from} to ${to} in ${prices.length - 1} steps, ${what}.`}
          viewBox={`0 0 ${width} ${height}`}
          preserveAspectRatio="none"
          className="h-30 w-full overflow-visible"
        >
          <path d={`${line}V${height}H0Z`} className="fill-act-tint" opacity="0.55" />
          <path
            d={line}
            fill="none"
            className="stroke-act"
            strokeWidth="2.5"
            strokeLinejoin="round"
            vectorEffect="non-scaling-stroke"
          />
          <path d={`M0 ${height}H${width}`} className="stroke-line" vectorEffect="non-scaling-stroke" />
        </svg>
        <span
          aria-hidden
          className="absolute -right-1 size-2.5 -translate-y-1/2 rounded-full bg-act ring-4 ring-paper"
          style={{ top: `${(endY / height) * 100}%` }}
        />
      </div>
      <figcaption aria-hidden className="mt-2 flex justify-between text-[13px] text-soft">
        <span>{isWhole ? `started at ${from}` : from}</span>
        <span>{to}</span>
      </figcaption>
    </figure>
  );
}
