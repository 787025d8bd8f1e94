import Link from 'next/link';
import type { Route } from 'next';

interface SectionHeadProps {
  readonly title: string;
  readonly href: Route;
  readonly link: string;
}

export function SectionHead({ title, href, link }: SectionHeadProps) {
  return (
    <div className="mb-4 flex items-baseline justify-between gap-4">
      <h2 className="text-[1.625rem]">{title}</h2>
      <Link href={href} className="shrink-0 text-[15px] font-medium text-act hover:underline">
        {link} <span aria-hidden>→</span>
      </Link>
    </div>
  );
}
