'use client';

import Form from 'next/form';
import { useSearchParams } from 'next/navigation';
import { Search } from 'lucide-react';

/** Searches lots: leads to the browse page with `q`. Works before any script has loaded. */
export function SearchForm({ lotCount }: { readonly lotCount: number }) {
  const placeholder = lotCount === 0 ? 'Search lots' : `Search ${lotCount.toLocaleString('en-US')} lots`;
  const searched = useSearchParams().get('q') ?? '';
  return (
    <search className="min-w-0 flex-1 desk:max-w-[27.5rem]">
      <Form prefetch={false} action="/" className="relative">
        <Search
          aria-hidden
          className="pointer-events-none absolute top-[13px] left-4 size-[18px] text-soft max-desk:hidden"
        />
        <input
          // What was searched for stays in the field, and goes when the page is left.
          key={searched}
          defaultValue={searched}
          type="search"
          name="q"
          aria-label="Search lots"
          placeholder={placeholder}
          autoComplete="off"
          enterKeyHint="search"
          maxLength={100}
          className="h-11 w-full min-w-0 rounded-full border border-line bg-surface px-4 text-[15px] placeholder:text-soft hover:border-soft desk:pl-11"
        />
      </Form>
    </search>
  );
}
