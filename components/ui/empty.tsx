import type { ReactNode } from 'react';

/** Where a list has nothing to show: says so, and what to do next. */
export function Empty({ title, children }: { readonly title: string; readonly children?: ReactNode }) {
  return (
    <div className="grid justify-items-center gap-3 rounded-box border border-dashed border-line px-6 py-16 text-center">
      <p className="figure text-2xl">{title}</p>
      {children && <div className="max-w-lines text-soft">{children}</div>}
    </div>
  );
}
