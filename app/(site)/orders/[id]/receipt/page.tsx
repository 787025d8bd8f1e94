import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { PrintButton } from '#components/ui/print-button';
import { ReceiptSheet } from '#components/orders/receipt-sheet';
import { buttonClass } from '#components/ui/button';
import { canAdminister } from '#lib/accounts/index';
import { readReceipt } from '#lib/payments/index';
import { readOrderId } from '#app/read-order-id.ts';
import { requireCaller } from '#app/require-caller.ts';

export const metadata: Metadata = { title: 'Receipt', robots: { index: false } };

interface PageProps {
  readonly params: Promise<{ readonly id: string }>;
}

export default async function ReceiptPage({ params }: PageProps) {
  const { id } = await params;
  const caller = await requireCaller(`/orders/${encodeURIComponent(id)}/receipt`);
  const orderId = readOrderId(id);
  if (orderId === null) notFound();
  const reader = { id: caller.id, isAdministrator: canAdminister(caller) };
  const receipt = await readReceipt({ orderId, reader });
  if (!receipt) notFound();
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
