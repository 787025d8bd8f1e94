import { useId, type ReactNode } from 'react';

interface LotRowsProps {
  readonly title: string;
  readonly count: number;
  readonly children: ReactNode;
}

/** A chapter of the reader's lots; nothing when it is empty. */
export function LotRows({ title, count, children }: LotRowsProps) {
  const id = useId();
  if (count === 0) return null;
  return (
    <section aria-labelledby={id} className="pb-10">
      <h2 id={id} className="pb-1 text-2xl">
        {title} <span className="font-text text-base font-normal tracking-normal text-soft">{count}</span>
      </h2>
      <ul>{children}</ul>
    </section>
  );
}
