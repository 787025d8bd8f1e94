import type { ReactNode } from 'react';

/**
 * The grid that lot cards stand in. Each card takes four of its rows (picture, title, price, bids), so that these are on one
 * line across the grid however long the titles are.
 */
export function LotList({ children }: { readonly children: ReactNode }) {
  return (
    <ul className="grid grid-cols-2 gap-x-3.5 pb-6 sm:grid-cols-3 desk:grid-cols-4 desk:gap-x-6">
      {children}
    </ul>
  );
}

export function LotListItem({ children }: { readonly children: ReactNode }) {
  return (
    <li className="relative row-span-4 grid grid-cols-[minmax(0,1fr)] grid-rows-subgrid pb-6 desk:pb-8">
      {children}
    </li>
  );
}
