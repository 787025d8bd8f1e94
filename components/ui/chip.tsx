import { clsx } from 'clsx';
import type { ReactNode } from 'react';

export type ChipTone = 'act' | 'hurry' | 'loss' | 'quiet';

const tones: Readonly<Record<ChipTone, string>> = {
  act: 'bg-act-tint text-act',
  hurry: 'bg-hurry-tint text-hurry',
  loss: 'bg-loss-tint text-loss',
  quiet: 'bg-sunk text-soft',
};

export function Chip({
  tone = 'quiet',
  children,
  className,
}: {
  readonly tone?: ChipTone;
  readonly children: ReactNode;
  readonly className?: string;
}) {
  return (
    <span
      className={clsx(
        'inline-flex items-center gap-1.5 rounded-full px-2.5 py-1 text-[13px] font-medium whitespace-nowrap',
        tones[tone],
        className,
      )}
    >
      {children}
    </span>
  );
}

export function Dot({ className }: { readonly className?: string }) {
  return <span aria-hidden className={clsx('size-[7px] rounded-full bg-current', className)} />;
}
