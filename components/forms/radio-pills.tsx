import { clsx } from 'clsx';
import { useId, type ReactNode } from 'react';

interface RadioPillsProps<T extends string> {
  readonly label: string;
  readonly name: string;
  readonly value: T;
  readonly options: readonly { readonly value: T; readonly label: string }[];
  readonly onChange: (value: T) => void;
  readonly hint?: ReactNode;
  readonly error?: string | null | undefined;
}

/** One of a few, all of them in view. */
export function RadioPills<T extends string>(props: RadioPillsProps<T>) {
  const { label, name, value, options, onChange, hint, error } = props;
  const noteId = useId();
  const note = error ?? hint;
  return (
    <fieldset aria-describedby={note ? noteId : undefined} className="grid gap-1.5">
      <legend className="mb-1.5 text-sm font-medium">{label}</legend>
      <div className="flex flex-wrap gap-2">
        {options.map((option) => (
          <label
            key={option.value}
            className={clsx(
              'inline-flex h-11 cursor-pointer items-center rounded-full border border-line bg-surface px-4 text-[15px] transition-colors hover:border-soft',
              'has-checked:border-ink has-checked:bg-ink has-checked:text-paper',
              'has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-act/60',
            )}
          >
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
              data-fault={error ? true : undefined}
              className="sr-only"
            />
            {option.label}
          </label>
        ))}
      </div>
      {note && (
        <p
          id={noteId}
          role={error ? 'alert' : undefined}
          className={clsx('text-sm', error ? 'text-loss' : 'text-soft')}
        >
          {note}
        </p>
      )}
    </fieldset>
  );
}
