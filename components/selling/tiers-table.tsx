import { houseTiers } from '#lib/auction/increments';
import { formatMoney } from '#lib/auction/money';

/** The house's steps, laid open. */
export function TiersTable({ currency }: { readonly currency: string }) {
  return (
    <details className="rounded-card border border-line bg-surface px-4 text-[15px]">
      <summary className="py-3 font-medium">See the steps, price by price</summary>
      <table className="mb-3 w-full max-w-sm">
        <caption className="sr-only">The step between bids, by price</caption>
        <thead>
          <tr className="text-left text-sm text-soft">
            <th scope="col" className="pb-1 font-medium">
              While the price is at least
            </th>
            <th scope="col" className="pb-1 text-right font-medium">
              the step is
            </th>
          </tr>
        </thead>
        <tbody>
          {houseTiers(currency).map(({ from, step }) => (
            <tr key={from} className="border-t border-line">
              <td className="py-1.5">{formatMoney(from, currency)}</td>
              <td className="py-1.5 text-right">{formatMoney(step, currency)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
