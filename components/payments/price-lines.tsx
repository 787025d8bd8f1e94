import { clsx } from 'clsx';
import { formatMoney } from '#lib/auction/money';
import type { PriceBreakdown, PriceTerms } from '#lib/payments/pricing/price-breakdown';
import { percentWords, premiumWords } from '#lib/payments/pricing/price-words';

interface LineProps {
  readonly term: string;
  /** How it is reckoned. */
  readonly note?: string | undefined;
  readonly value: string;
  readonly isTotal?: boolean;
}

function Line({ term, note, value, isTotal = false }: LineProps) {
  return (
    <div
      className={clsx(
        'flex items-baseline justify-between gap-4',
        isTotal && 'mt-1 border-t border-line pt-2.5',
      )}
    >
      <dt className={clsx(isTotal ? 'font-semibold' : 'text-soft')}>
        {term}
        {note && <span className="block text-[13px] text-soft">{note}</span>}
      </dt>
      <dd className={clsx('whitespace-nowrap', isTotal && 'font-semibold')}>{value}</dd>
    </div>
  );
}

interface PriceLinesProps {
  readonly price: PriceBreakdown;
  readonly currency: string;
  /** What the hammer price is here: `Your bid`, `Hammer price`. */
  readonly hammerTerm: string;
  readonly totalTerm: string;
  /** Named where the reader may want to know how the fees are reckoned. */
  readonly terms?: PriceTerms;
}

/** What a price is made of, down to the total. */
export function PriceLines({ price, currency, hammerTerm, totalTerm, terms }: PriceLinesProps) {
  const money = (amount: typeof price.tax): string => formatMoney(amount, currency);
  const { hammerPrice, buyersPremium, shippingPrice, tax, totalPrice } = price;
  return (
    <dl className="grid gap-2 text-[15px]">
      <Line term={hammerTerm} value={money(hammerPrice)} />
      {buyersPremium > 0 && (
        <Line term="Buyer’s premium" note={terms && premiumWords(terms)} value={money(buyersPremium)} />
      )}
      {shippingPrice === null ? (
        <Line term="Shipping" value="Pick-up in person" />
      ) : (
        <Line term="Shipping" value={shippingPrice === 0 ? 'Free' : money(shippingPrice)} />
      )}
      {tax > 0 && (
        <Line
          term="Tax"
          note={terms && `${percentWords(terms.taxBasisPoints)} of the above`}
          value={money(tax)}
        />
      )}
      <Line term={totalTerm} value={money(totalPrice)} isTotal />
    </dl>
  );
}
