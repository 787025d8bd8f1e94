'use client';

import { clsx } from 'clsx';
import { Eye, EyeOff } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { controlClass, Field } from '#components/ui/field';

interface PasswordFieldProps {
  readonly label: string;
  readonly name: string;
  readonly autoComplete: 'current-password' | 'new-password';
  readonly hint?: ReactNode;
  readonly error?: string | null | undefined;
  readonly onChange?: (value: string) => void;
  readonly onBlur?: () => void;
}

/** A password that can be looked at while it is typed. */
export function PasswordField({ label, hint, error, onChange, ...input }: PasswordFieldProps) {
  const [isShown, setShown] = useState(false);
  const Icon = isShown ? EyeOff : Eye;
  return (
    <Field label={label} hint={hint} error={error}>
      {(wiring) => (
        <div className="relative">
          <input
            {...input}
            {...wiring}
            type={isShown ? 'text' : 'password'}
            required
            spellCheck={false}
            autoCapitalize="none"
            onChange={(event) => onChange?.(event.target.value)}
            className={clsx(controlClass, 'h-12 pr-13')}
          />
          <button
            type="button"
            aria-pressed={isShown}
            aria-label="Show the password"
            onClick={() => setShown(!isShown)}
            className="absolute top-0.5 right-0.5 grid size-11 place-items-center rounded-lg text-soft hover:text-ink"
          >
            <Icon aria-hidden className="size-5" />
          </button>
        </div>
      )}
    </Field>
  );
}
