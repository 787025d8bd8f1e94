'use client';

import { useId, type Ref } from 'react';

interface MoneyFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly placeholder?: string;
  /** Beside the field, in the colour of loss; null when there is nothing wrong. */
  readonly error: string | null;
  readonly hint?: string;
  readonly ref?: Ref<HTMLInputElement>;
}

/** An amount in the lot's currency, its label inside the frame as catalogues print it. */
export function MoneyField({ label, value, onChange, placeholder, error, hint, ref }: MoneyFieldProps) {
  const id = useId();
  const note = error ?? hint;
  return (
    <div>
      <label
        htmlFor={id}
        className={`block rounded-xl border bg-surface px-3.5 pt-[7px] pb-1.5 text-xs text-soft transition-colors has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-act/60 ${error ? 'border-loss' : 'border-line hover:border-soft'}`}
      >
        {label}
        <input
          ref={ref}
          id={id}
          inputMode="decimal"
          autoComplete="off"
          value={value}
          placeholder={placeholder}
          onChange={(event) => onChange(event.target.value)}
          aria-invalid={error ? true : undefined}
          aria-describedby={note ? `${id}-note` : undefined}
          className="block w-full min-w-0 bg-transparent text-lg leading-[1.3] font-semibold text-ink outline-none placeholder:font-normal placeholder:text-soft"
        />
      </label>
      {note && (
        <p
          id={`${id}-note`}
          role={error ? 'alert' : undefined}
          className={`mt-1.5 text-[13px] ${error ? 'text-loss' : 'text-soft'}`}
        >
          {note}
        </p>
      )}
    </div>
  );
}
