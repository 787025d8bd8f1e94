import { clsx } from 'clsx';
import { ChevronDown } from 'lucide-react';
import {
  useId,
  type InputHTMLAttributes,
  type ReactNode,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
} from 'react';

interface Described {
  readonly label: string;
  /** Shown under the control until there is an error. */
  readonly hint?: ReactNode;
  readonly error?: string | null | undefined;
}

interface Wiring {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': true | undefined;
}

export const controlClass =
  'w-full rounded-xl border border-line bg-surface px-4 text-ink placeholder:text-soft/70 transition-colors hover:border-soft aria-invalid:border-loss';

/** A label, a control and what there is to say about it, tied together for assistive technology. */
export function Field({
  label,
  hint,
  error,
  children,
}: Described & { readonly children: (wiring: Wiring) => ReactNode }) {
  const id = useId();
  const noteId = `${id}-note`;
  const note = error ?? hint;
  return (
    <div className="grid content-start gap-1.5">
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      {children({
        id,
        'aria-describedby': note ? noteId : undefined,
        'aria-invalid': error ? true : undefined,
      })}
      {note && (
        <p
          id={noteId}
          role={error ? 'alert' : undefined}
          className={clsx('text-sm', error ? 'text-loss' : 'text-soft')}
        >
          {note}
        </p>
      )}
    </div>
  );
}

type Props<T> = Described & Omit<T, 'id' | 'className'>;

export function TextField({ label, hint, error, ...input }: Props<InputHTMLAttributes<HTMLInputElement>>) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(wiring) => <input type="text" {...input} {...wiring} className={clsx(controlClass, 'h-12')} />}
    </Field>
  );
}

export function TextArea({
  label,
  hint,
  error,
  ...input
}: Props<TextareaHTMLAttributes<HTMLTextAreaElement>>) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(wiring) => <textarea rows={5} {...input} {...wiring} className={clsx(controlClass, 'py-3')} />}
    </Field>
  );
}

export function SelectField({
  label,
  hint,
  error,
  children,
  ...input
}: Props<SelectHTMLAttributes<HTMLSelectElement>>) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(wiring) => (
        <div className="relative">
          <select {...input} {...wiring} className={clsx(controlClass, 'h-12 appearance-none pr-11')}>
            {children}
          </select>
          <ChevronDown
            aria-hidden
            className="pointer-events-none absolute top-3.5 right-3.5 size-5 text-soft"
          />
        </div>
      )}
    </Field>
  );
}
