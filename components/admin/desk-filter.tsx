'use client';

import Form from 'next/form';
import { useRef } from 'react';
import { Button } from '#components/ui/button';
import { SelectField, TextField } from '#components/ui/field';

interface DeskFilterProps {
  readonly action: '/admin/auctions' | '/admin/orders' | '/admin/bidders';
  readonly label: string;
  readonly query: string;
  /** The names of what can be chosen from, and what is; null where there is no such choice. */
  readonly status?: { readonly value: string; readonly options: Readonly<Record<string, string>> };
}

/** Searches a list of the desk. An ordinary form, so that every view has an address. */
export function DeskFilter({ action, label, query, status }: DeskFilterProps) {
  const form = useRef<HTMLFormElement>(null);
  return (
    <Form
      // A new form when a link changed the address: the fields hold what was typed, not what it says.
      key={`${query} ${status?.value ?? ''}`}
      ref={form}
      action={action}
      prefetch={false}
      aria-label="Filter"
      className="flex flex-wrap items-end gap-3 pb-6"
    >
      <div className="w-full sm:w-80">
        <TextField label={label} name="q" type="search" defaultValue={query} maxLength={100} />
      </div>
      {status && (
        <SelectField
          label="State"
          name="status"
          defaultValue={status.value}
          onChange={() => form.current?.requestSubmit()}
        >
          {Object.entries(status.options).map(([value, name]) => (
            <option key={value} value={value}>
              {name}
            </option>
          ))}
        </SelectField>
      )}
      <Button type="submit" look="quiet" className="h-12">
        Search
      </Button>
    </Form>
  );
}
