import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { Announcer } from '#components/lot/announcer';
import { BidHistory } from '#components/lot/bid-history';
import { BottomBar } from '#components/lot/bottom-bar';
import { Breadcrumb } from '#components/lot/breadcrumb';
import { Gallery } from '#components/lot/gallery';
import { LotLive } from '#components/lot/lot-context';
import { LotHeading } from '#components/lot/lot-heading';
import { PriceBox } from '#components/lot/price-box';
import { currentCaller } from '#lib/accounts/current-caller';
import { countWords } from '#lib/auction/count-words';
import { formatMoney } from '#lib/auction/money';
import { listHistory, pictureUrl, readReaderView } from '#lib/listings/index';
import { loadLot } from '#app/load-lot.ts';

interface PageProps {
  readonly params: Promise<{ readonly id: string }>;
}

const historyAtOnce = 100;

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const lot = await loadLot((await params).id);
  if (!lot) notFound();
  const { title, picture, state } = lot;
  const price = formatMoney(state.currentPrice, state.currency);
  const description = `${price}, ${countWords(state.bidCount, 'bid')}. ${lot.description}`.slice(0, 200);
  const images = picture
    ? [
        {
          url: pictureUrl(picture.key, 1280, 'webp'),
          width: picture.width,
          height: picture.height,
          alt: picture.alt,
        },
      ]
    : [];
  const address = `/auctions/${state.id}`;
  return {
    title,
    description,
    alternates: { canonical: address },
    openGraph: { type: 'website', siteName: 'Gavel', title, description, url: address, images },
    twitter: { card: picture ? 'summary_large_image' : 'summary' },
  };
}

export default async function LotPage({ params }: PageProps) {
  const [lot, caller] = await Promise.all([loadLot((await params).id), currentCaller()]);
  if (!lot) notFound();
  const { id } = lot.state;
  const [view, history] = await Promise.all([
    caller && readReaderView({ auctionId: id, readerId: caller.id }),
    listHistory(id, { limit: historyAtOnce }),
  ]);
  const reader = caller && view && { username: caller.username, view, isSuspended: caller.suspended };
  return (
    <LotLive key={id} lot={lot} reader={reader}>
      <Announcer />
      <div className="grid items-start gap-x-12 gap-y-4 pt-3.5 pb-10 desk:grid-cols-[minmax(0,7fr)_minmax(25rem,5fr)] desk:gap-y-5 desk:pt-6">
        <div className="desk:col-span-2">
          <Breadcrumb category={lot.category} lotNumber={id} />
        </div>
        <div className="min-w-0 desk:col-start-1">
          <Gallery pictures={lot.pictures} />
        </div>
        <div className="min-w-0 desk:sticky desk:top-[92px] desk:col-start-2 desk:row-span-2 desk:row-start-2">
          <LotHeading lot={lot} />
          <PriceBox />
        </div>
        <div className="min-w-0 desk:col-start-1">
          <section aria-labelledby="about" className="pt-5 desk:pt-8">
            <h2 id="about" className="mb-3.5 text-2xl">
              About this lot
            </h2>
            <p dir="auto" className="max-w-[37rem] break-words whitespace-pre-line text-ink/85">
              {lot.description}
            </p>
          </section>
          <BidHistory initial={history?.data ?? []} />
        </div>
      </div>
      <BottomBar />
    </LotLive>
  );
}
