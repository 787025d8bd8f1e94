import { PriceLines } from '#components/payments/price-lines';
import { cents, formatMoney } from '#lib/auction/money';
import type { Cents, EpochMs } from '#lib/auction/types';
import type { Receipt, ReceiptReturn } from '#lib/payments/types';

/** In UTC: a receipt says the same whoever prints it, wherever. */
const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });
const dayOf = (at: EpochMs): string => day.format(at);

const returnTerms: Readonly<Record<ReceiptReturn['kind'], string>> = {
  refund: 'Refunded',
  refund_failed: 'Refund not taken by the bank',
  charged_back: 'Taken back by the buyer’s bank',
};

const sign = ({ kind }: ReceiptReturn): string => (kind === 'refund_failed' ? '+' : '−');

interface AmountProps {
  readonly term: string;
  readonly value: string;
  readonly isTotal?: boolean;
}

function Amount({ term, value, isTotal = false }: AmountProps) {
  return (
    <div
      className={
        isTotal
          ? 'flex justify-between gap-4 border-t border-line pt-2.5 font-semibold'
          : 'flex justify-between gap-4'
      }
    >
      <dt className={isTotal ? '' : 'text-soft'}>{term}</dt>
      <dd className="whitespace-nowrap">{value}</dd>
    </div>
  );
}

/** What is left after money went back; a bank may take back more than was left, which is the house's affair. */
const remaining = (
  whole: number,
  returns: readonly ReceiptReturn[],
  part: 'amount' | 'sellersShare',
): number =>
  returns.reduce((left, item) => left + (item.kind === 'refund_failed' ? 1 : -1) * item[part], whole);

interface ReturnsProps {
  readonly receipt: Receipt;
  readonly part: 'amount' | 'sellersShare';
  readonly whole: Cents;
  readonly totalTerm: string;
}

function Returns({ receipt: { returns, currency }, part, whole, totalTerm }: ReturnsProps) {
  if (returns.length === 0) return null;
  const left = remaining(whole, returns, part);
  return (
    <>
      {returns.map((item) => (
        <Amount
          key={`${item.kind} ${item.at}`}
          term={`${returnTerms[item.kind]}, ${dayOf(item.at)}`}
          value={`${sign(item)}${formatMoney(item[part], currency)}`}
        />
      ))}
      <Amount isTotal term={totalTerm} value={formatMoney(cents(Math.max(0, left)), currency)} />
    </>
  );
}

function SellersPart({ receipt }: { readonly receipt: Receipt }) {
  const { proceeds, currency } = receipt;
  if (proceeds === null) return null;
  return (
    <section aria-labelledby="sellers-part" className="grid gap-3">
      <h2 id="sellers-part" className="text-xl">
        The seller’s part
      </h2>
      <dl className="grid gap-2 text-[15px]">
        <Amount
          term="Our commission"
          value={proceeds.commission === 0 ? 'None' : `−${formatMoney(proceeds.commission, currency)}`}
        />
        <Amount
          term="Hammer price and shipping, less commission"
          value={formatMoney(proceeds.proceeds, currency)}
        />
        <Returns receipt={receipt} part="sellersShare" whole={proceeds.proceeds} totalTerm="For the seller" />
      </dl>
    </section>
  );
}

/** A receipt as it is printed: the house, the day, the lot, what was paid and how, and what went back. */
export function ReceiptSheet({ receipt }: { readonly receipt: Receipt }) {
  const { orderId, auctionId, lotTitle, price, currency, paidAt, paidThrough } = receipt;
  return (
    <article className="mx-auto grid max-w-xl gap-7 rounded-box border border-line bg-surface p-6 desk:p-10 print:max-w-none print:rounded-none print:border-0 print:p-0">
      <header className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 border-b border-line pb-5">
        <span className="figure text-2xl">Gavel</span>
        <span className="text-[15px] text-soft">
          Receipt {orderId}, {dayOf(paidAt)}
        </span>
      </header>
      <p className="grid gap-0.5">
        <span className="text-[15px] text-soft">Lot {auctionId}</span>
        <span className="text-lg font-semibold break-words">{lotTitle}</span>
      </p>
      <dl className="grid gap-2 text-[15px]">
        <Amount term="Sold by" value={receipt.sellerUsername} />
        <Amount term="Bought by" value={receipt.buyerUsername} />
        <Amount
          term="Paid"
          value={paidThrough === 'stripe' ? 'by card, through Stripe' : 'directly to the house'}
        />
      </dl>
      <section aria-labelledby="paid" className="grid gap-3">
        <h2 id="paid" className="text-xl">
          What was paid
        </h2>
        <PriceLines price={price} currency={currency} hammerTerm="Hammer price" totalTerm="Paid, all in" />
        {receipt.returns.length > 0 && (
          <dl className="grid gap-2 text-[15px]">
            <Returns receipt={receipt} part="amount" whole={price.totalPrice} totalTerm="Paid in the end" />
          </dl>
        )}
      </section>
      <SellersPart receipt={receipt} />
    </article>
  );
}
