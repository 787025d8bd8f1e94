import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { Link } from '#components/ui/link';
import { PrintButton } from '#components/ui/print-button';
import { ReceiptSheet } from '#components/orders/receipt-sheet';
import { buttonClass } from '#components/ui/button';
import { currentCaller } from '#lib/accounts/current-caller';
import { canAdminister } from '#lib/accounts/index';
import { readReceipt } from '#lib/payments/index';
import { readOrderId } from '#app/read-order-id.ts';
import { requireCaller } from '#app/require-caller.ts';

interface PageProps {
  readonly params: Promise<{ readonly id: string }>;
}

/** null when nobody is signed in, or there is none for this reader. */
const loadReceipt = cache(async (text: string) => {
  const orderId = readOrderId(text);
  const caller = await currentCaller();
  if (orderId === null || !caller) return null;
  const reader = { id: caller.id, isAdministrator: canAdminister(caller) };
  const receipt = await readReceipt({ orderId, reader });
  return receipt && { orderId, receipt };
});

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { id } = await params;
  if ((await currentCaller()) && !(await loadReceipt(id))) notFound();
  return { title: `Receipt ${id}`, robots: { index: false } };
}

export default async function ReceiptPage({ params }: PageProps) {
  const { id } = await params;
  await requireCaller(`/orders/${encodeURIComponent(id)}/receipt`);
  const loaded = await loadReceipt(id);
  if (!loaded) notFound();
  const { orderId, receipt } = loaded;
  const back = receipt.role === 'administrator' ? `/admin/orders/${orderId}` : `/orders/${orderId}`;
  return (
    <>
      <div className="flex flex-wrap items-end justify-between gap-4 pt-10 pb-7 print:hidden">
        <h1 className="text-4xl">Receipt</h1>
        <div className="flex gap-3">
          <Link href={back} className={buttonClass('quiet')}>
            Back to the order
          </Link>
          <PrintButton />
        </div>
      </div>
      <ReceiptSheet receipt={receipt} />
    </>
  );
}
