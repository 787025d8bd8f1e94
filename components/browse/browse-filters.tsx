'use client';

import Form from 'next/form';
import { ChevronDown } from 'lucide-react';
import { useRef, type ReactNode } from 'react';
import { Button } from '#components/ui/button';
import type { BrowseAddress, BrowseStatus } from '#lib/listings/browse-address';
import type { LotSort } from '#lib/listings/types';

const sortNames: Readonly<Record<LotSort, string>> = {
  ending_soon: 'Ending soon',
  newest: 'Newest',
  price_asc: 'Price, low to high',
  price_desc: 'Price, high to low',
  most_bids: 'Most bids',
};

const statusNames: Readonly<Record<BrowseStatus, string>> = {
  active: 'Open for bids',
  scheduled: 'Opening soon',
  closed: 'Ended',
};

const controlClass = 'h-11 rounded-xl border border-line bg-surface px-3 text-[15px] hover:border-soft';

function Labelled({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <label className="grid gap-1 text-[13px] text-soft">
      {label}
      {children}
    </label>
  );
}

function Choice<T extends string>(props: {
  readonly label: string;
  readonly name: string;
  readonly value: T;
  readonly names: Readonly<Record<T, string>>;
  readonly onChange: () => void;
}) {
  return (
    <Labelled label={props.label}>
      <span className="relative">
        <select
          name={props.name}
          defaultValue={props.value}
          onChange={props.onChange}
          className={`${controlClass} appearance-none pr-9 text-ink`}
        >
          {Object.entries<string>(props.names).map(([value, name]) => (
            <option key={value} value={value}>
              {name}
            </option>
          ))}
        </select>
        <ChevronDown aria-hidden className="pointer-events-none absolute top-3.5 right-3 size-4" />
      </span>
    </Labelled>
  );
}

function PriceField(props: { readonly label: string; readonly name: string; readonly value: string | null }) {
  return (
    <Labelled label={props.label}>
      <input
        name={props.name}
        defaultValue={props.value ?? ''}
        inputMode="decimal"
        autoComplete="off"
        placeholder="any"
        className={`${controlClass} w-24 text-ink placeholder:text-soft`}
      />
    </Labelled>
  );
}

/** Sort, state and price. An ordinary form: a choice sends it at once, and without scripts its button does. */
export function BrowseFilters({ address }: { readonly address: BrowseAddress }) {
  const form = useRef<HTMLFormElement>(null);
  const send = (): void => form.current?.requestSubmit();
  return (
    // The key makes the fields anew when a link changed the address: they hold what was typed, not what it says.
    <Form
      key={JSON.stringify(address)}
      ref={form}
      action="/"
      prefetch={false}
      aria-label="Filter"
      className="flex flex-wrap items-end gap-x-3 gap-y-3 pb-7"
    >
      {address.query !== null && <input type="hidden" name="q" value={address.query} />}
      {address.category !== null && <input type="hidden" name="category" value={address.category} />}
      {address.seller !== null && <input type="hidden" name="seller" value={address.seller} />}
      <Choice label="Sort by" name="sort" value={address.sort} names={sortNames} onChange={send} />
      <Choice label="Show" name="status" value={address.status} names={statusNames} onChange={send} />
      <PriceField label="From $" name="min_price" value={address.minPrice} />
      <PriceField label="To $" name="max_price" value={address.maxPrice} />
      <Button type="submit" look="quiet">
        Apply
      </Button>
    </Form>
  );
}
