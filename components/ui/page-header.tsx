import type { ReactNode } from 'react';

/** The head of a page: its name, a line about it, and what can be done there. */
export function PageHeader({
  title,
  children,
  action,
}: {
  readonly title: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}) {
  return (
    <div className="flex flex-wrap items-end justify-between gap-x-8 gap-y-4 pt-10 pb-7">
      <div className="grid gap-2">
        <h1 className="text-4xl">{title}</h1>
        {children && <p className="max-w-prose text-soft">{children}</p>}
      </div>
      {action}
    </div>
  );
}
