import type { ReactNode } from 'react';

interface AccountCardProps {
  readonly title: string;
  readonly lead: string;
  readonly children: ReactNode;
  /** The way to the other door. */
  readonly footer: ReactNode;
}

/** The frame of the sign-in and registration pages. */
export function AccountCard({ title, lead, children, footer }: AccountCardProps) {
  return (
    <div className="mx-auto max-w-[27rem] py-10 desk:py-16">
      <h1 className="text-4xl">{title}</h1>
      <p className="mt-2 mb-7 text-soft">{lead}</p>
      <div className="rounded-box border border-line bg-surface p-6 shadow-lift sm:p-7">{children}</div>
      <p className="mt-6 text-center text-[15px] text-soft">{footer}</p>
    </div>
  );
}
