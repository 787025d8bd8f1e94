import { clsx } from 'clsx';
import type { ReactNode } from 'react';
import { Field } from '#components/ui/field';

interface MoneyFieldProps {
  readonly label: string;
  readonly name: string;
  readonly currency: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly hint?: ReactNode;
  readonly error?: string | null | undefined;
  readonly placeholder?: string;
}

const signOf = (currency: string): string =>
  new Intl.NumberFormat('en-US', { style: 'currency', currency })
    .formatToParts(0)
    .find(({ type }) => type === 'currency')?.value ?? currency;

/** An amount as people type it, with the sign of its currency before it. */
export function MoneyField({ label, hint, error, currency, value, onChange, ...input }: MoneyFieldProps) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(wiring) => (
        <div
          className={clsx(
            'flex h-12 items-center rounded-xl border bg-surface pl-4 transition-colors focus-within:outline-3 focus-within:outline-offset-2 focus-within:outline-act/60',
            error ? 'border-loss' : 'border-line hover:border-soft',
          )}
        >
          <span aria-hidden className="text-soft">
            {signOf(currency)}
          </span>
          <input
            {...input}
            {...wiring}
            type="text"
            inputMode="decimal"
            autoComplete="off"
            value={value}
            onChange={(event) => onChange(event.target.value)}
            className="h-full w-full min-w-0 bg-transparent pr-4 pl-1.5 outline-none placeholder:text-soft/70"
          />
        </div>
      )}
    </Field>
  );
}
