import type { Metadata } from 'next';
import { SellForm } from '#components/selling/sell-form';
import { NoticeBox } from '#components/ui/notice-box';
import { PageHeader } from '#components/ui/page-header';
import { canList } from '#lib/accounts/index';
import { requireCaller } from '#app/require-caller.ts';

export const metadata: Metadata = { title: 'Sell something' };

export default async function SellPage() {
  const caller = await requireCaller('/sell');
  return (
    <>
      <PageHeader title="Sell something">
        Describe it, show it, set the price and the time. Bidders see it at once.
      </PageHeader>
      {canList(caller) ? (
        <SellForm />
      ) : (
        <NoticeBox tone="loss" title="Your account is suspended">
          You cannot list lots for now. Write to us if you think that this is a mistake.
        </NoticeBox>
      )}
    </>
  );
}
