import { notFound } from 'next/navigation';
import type { ReactNode } from 'react';
import { lotExists } from '#lib/listings/index';
import { readLotId } from '#app/read-lot-id.ts';

interface LayoutProps {
  readonly params: Promise<{ readonly id: string }>;
  readonly children: ReactNode;
}

/** Asked before the skeleton of the page is sent: with it the answer has begun, and can no longer be a 404. */
export default async function LotLayout({ params, children }: LayoutProps) {
  const id = readLotId((await params).id);
  if (id === null || !(await lotExists(id))) notFound();
  return children;
}
