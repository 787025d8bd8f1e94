import { clsx } from 'clsx';
import type { ReactNode } from 'react';
import type { ChipTone } from '#components/ui/chip';

const tones: Readonly<Record<ChipTone, string>> = {
  act: 'border-act/30 bg-act-tint text-act',
  hurry: 'border-hurry/30 bg-hurry-tint text-hurry',
  loss: 'border-loss/30 bg-loss-tint text-loss',
  quiet: 'border-line bg-sunk text-ink',
};

interface NoticeBoxProps {
  readonly tone?: ChipTone;
  readonly title?: string;
  readonly children?: ReactNode;
  /** `alert` for what went wrong just now, `status` for what went well. */
  readonly role?: 'alert' | 'status';
}

/** A message about the whole page or form. */
export function NoticeBox({ tone = 'quiet', title, children, role }: NoticeBoxProps) {
  return (
    <div role={role} className={clsx('rounded-card border px-4 py-3 text-[15px]', tones[tone])}>
      {title && <p className="font-semibold">{title}</p>}
      {children}
    </div>
  );
}
