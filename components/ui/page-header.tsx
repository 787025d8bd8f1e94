import type { ReactNode } from 'react';

/** The head of a page: its name, a line about it, and what can be done there. */
export function PageHeader({
  title,
  children,
  action,
  sign,
}: {
  readonly title: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
  /** Beside the name: whether what the page shows is live. */
  readonly sign?: ReactNode;
}) {
  return (
    <div className="flex flex-wrap items-end justify-between gap-x-8 gap-y-4 pt-10 pb-7">
      <div className="grid gap-2">
        <div className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
          <h1 className="text-4xl">{title}</h1>
          {sign}
        </div>
        {children && <p className="max-w-lines text-soft">{children}</p>}
      </div>
      {action}
    </div>
  );
}
