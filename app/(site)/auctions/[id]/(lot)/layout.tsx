import { notFound } from 'next/navigation';
import type { ReactNode } from 'react';
import { loadLot } from '#app/load-lot.ts';

interface LayoutProps {
  readonly params: Promise<{ readonly id: string }>;
  readonly children: ReactNode;
}

/** Asked before the skeleton of the page is sent: with it the answer has begun, and can no longer be a 404. */
export default async function LotLayout({ params, children }: LayoutProps) {
  if (!(await loadLot((await params).id))) notFound();
  return children;
}
