import type { Metadata } from 'next';
import { SavedCard } from '#components/payments/saved-card';
import { NoticeBox } from '#components/ui/notice-box';
import { PageHeader } from '#components/ui/page-header';
import { readOwnCard, syncCard } from '#lib/payments/index';
import { environment } from '#lib/platform/env';
import { log } from '#lib/platform/log';
import type { BidderId } from '#lib/auction/types';
import { requireCaller } from '#app/require-caller.ts';

export const metadata: Metadata = { title: 'Saved card' };

interface PageProps {
  readonly searchParams: Promise<{ readonly card?: string | string[] }>;
}

/** Whoever comes back from Stripe may have saved a card: only Stripe can tell. @returns whether it could be asked. */
async function askStripe(bidderId: BidderId): Promise<boolean> {
  try {
    await syncCard(bidderId);
    return true;
  } catch (error) {
    log().warn({ err: error, bidderId }, 'the card of a bidder who came back from Stripe could not be read');
    return false;
  }
}

export default async function PaymentPage({ searchParams }: PageProps) {
  const caller = await requireCaller('/account/payment');
  const hasReturned = (await searchParams).card === 'returned';
  const isCertain = !hasReturned || (await askStripe(caller.id));
  const card = await readOwnCard(caller.id);
  const { cardRequiredAbove } = environment();
  return (
    <div className="max-w-2xl pb-14">
      <PageHeader title="Saved card">
        Save a card once, and what you win is paid for by itself, all in, within moments.
        {cardRequiredAbove !== null &&
          ` Bids above ${cardRequiredAbove.toLocaleString('en-US')} need one, whatever the lot’s currency.`}
      </PageHeader>
      <div className="grid gap-7">
        {!isCertain && (
          <NoticeBox tone="hurry" title="We could not ask Stripe just now">
            If you saved a card, it shows here in a minute. Load this page again then.
          </NoticeBox>
        )}
        <SavedCard card={card} />
      </div>
    </div>
  );
}
