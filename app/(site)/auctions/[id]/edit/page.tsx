import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { EditForm } from '#components/selling/edit-form';
import { FormSection } from '#components/selling/form-section';
import { LotPictures } from '#components/selling/lot-pictures';
import { WithdrawLot } from '#components/selling/withdraw-lot';
import { buttonClass } from '#components/ui/button';
import { Empty } from '#components/ui/empty';
import { Link } from '#components/ui/link';
import { PageHeader } from '#components/ui/page-header';
import { currentCaller } from '#lib/accounts/current-caller';
import type { PublicAuctionState } from '#lib/auction/live-state';
import { plainAmount } from '#lib/auction/money';
import type { Cents } from '#lib/auction/types';
import { findLot, readReaderView } from '#lib/listings/index';
import { readLotId } from '#app/read-lot-id.ts';
import { requireCaller } from '#app/require-caller.ts';

interface PageProps {
  readonly params: Promise<{ readonly id: string }>;
}

/** The reader's own lot, with what only its seller knows; null when there is none, or it is somebody else's. */
const loadOwnLot = cache(async (text: string) => {
  const id = readLotId(text);
  const caller = await currentCaller();
  const lot = caller && id !== null ? await findLot(id) : null;
  if (!caller || !lot) return null;
  const { isSeller, reservePrice } = await readReaderView({ auctionId: lot.state.id, readerId: caller.id });
  return isSeller ? { lot, reservePrice } : null;
});

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const isSignedOut = (await currentCaller()) === null;
  if (!isSignedOut && !(await loadOwnLot((await params).id))) notFound();
  return { title: 'Change your lot' };
}

const canChange = ({ status, leaderUsername }: PublicAuctionState): boolean =>
  leaderUsername === null && (status === 'active' || status === 'scheduled');

export default async function EditPage({ params }: PageProps) {
  const { id: text } = await params;
  await requireCaller(`/auctions/${encodeURIComponent(text)}/edit`);
  const own = await loadOwnLot(text);
  if (!own) notFound();
  const { lot, reservePrice } = own;
  const { state, title, description, category, secondChance } = lot;
  const { id } = state;
  const { shippingPrice } = lot.priceTerms;
  const amount = (price: Cents | null): string => (price === null ? '' : plainAmount(price, state.currency));
  if (!canChange(state))
    return (
      <>
        <PageHeader title="Change your lot" />
        <Empty title="This lot stays as it is">
          <p>
            A lot can be changed until its first bid. People have bid on it as it is, or its time is over.
          </p>
          <Link href={`/auctions/${id}`} className={`${buttonClass('quiet')} mt-4`}>
            Go to the lot
          </Link>
        </Empty>
      </>
    );
  return (
    <div className="max-w-3xl">
      <PageHeader title="Change your lot">Everything here can change until somebody bids.</PageHeader>
      <EditForm
        auctionId={id}
        version={state.version}
        currency={state.currency}
        listed={{
          title,
          description,
          category,
          reservePrice: amount(reservePrice),
          buyNowPrice: amount(state.buyNowPrice),
          delivery: shippingPrice === null ? 'pick_up' : 'shipped',
          shippingPrice: amount(shippingPrice),
          secondChance,
        }}
      />
      <FormSection title="Pictures" lead="The first is the cover. Changes here are stored at once.">
        <LotPictures auctionId={id} title={title} pictures={lot.pictures} />
      </FormSection>
      <FormSection title="Withdraw" lead="Changed your mind? Until the first bid you can take the lot back.">
        <div>
          <WithdrawLot auctionId={id} version={state.version} title={title} />
        </div>
      </FormSection>
    </div>
  );
}
