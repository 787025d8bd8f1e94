import type { Route } from 'next';
import type { ReactNode } from 'react';
import { Link } from '#components/ui/link';

interface SectionHeadProps {
  readonly title: string;
  readonly href: Route;
  readonly link: string;
  /** Beside the title: whether what is shown is live. */
  readonly sign?: ReactNode;
}

export function SectionHead({ title, href, link, sign }: SectionHeadProps) {
  return (
    <div className="mb-4 flex items-baseline justify-between gap-4">
      <div className="flex flex-wrap items-baseline gap-x-4">
        <h2 className="text-[1.625rem]">{title}</h2>
        {sign}
      </div>
      <Link href={href} className="-my-3 shrink-0 py-3 text-[15px] font-medium text-act hover:underline">
        {link} <span aria-hidden>→</span>
      </Link>
    </div>
  );
}
