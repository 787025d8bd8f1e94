import { clsx } from 'clsx';
import type { ButtonHTMLAttributes, MouseEvent, ReactNode } from 'react';

export type ButtonLook = 'act' | 'quiet' | 'loss';
export type ButtonSize = 'small' | 'medium' | 'large';

const looks: Readonly<Record<ButtonLook, string>> = {
  act: 'bg-act text-act-ink hover:bg-act/90 disabled:bg-act/50 aria-busy:bg-act/50',
  quiet: 'border border-line bg-surface text-ink hover:border-soft disabled:text-soft',
  loss: 'border border-loss/40 bg-loss-tint text-loss hover:border-loss disabled:opacity-60',
};

const sizes: Readonly<Record<ButtonSize, string>> = {
  // As high as a thumb where there is no mouse to aim with.
  small: 'h-11 rounded-lg desk:h-9 px-3.5 text-sm',
  medium: 'h-11 rounded-xl px-5 text-[15px]',
  large: 'h-14 rounded-[14px] px-6 text-[17px]',
};

/** The classes of a button, for links that look like one. */
export const buttonClass = (look: ButtonLook = 'act', size: ButtonSize = 'medium'): string =>
  clsx(
    'inline-flex items-center justify-center gap-2 font-semibold whitespace-nowrap transition-colors disabled:cursor-not-allowed aria-busy:cursor-progress!',
    looks[look],
    sizes[size],
  );

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly look?: ButtonLook;
  readonly size?: ButtonSize;
  /** Shows that the press is being worked on, and refuses another. It keeps the focus, which a disabled button would lose. */
  readonly busy?: boolean;
  readonly children: ReactNode;
}

/** A button that sends its form does not send it again either. */
const refuse = (event: MouseEvent): void => event.preventDefault();

export function Button({ look, size, busy = false, className, children, onClick, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      onClick={busy ? refuse : onClick}
      aria-disabled={busy || undefined}
      aria-busy={busy || undefined}
      className={clsx(buttonClass(look, size), className)}
    >
      {children}
      {busy && (
        <span
          aria-hidden
          className="size-4 animate-spin rounded-full border-2 border-current border-r-transparent"
        />
      )}
    </button>
  );
}
