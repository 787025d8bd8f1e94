'use client';

import { useEffect, useRef, type RefObject } from 'react';
import { AlertSwitch } from '#components/live/alert-switch';
import { AllIn } from '#components/lot/all-in';
import { useBidAttempt } from '#components/lot/bid-attempt';
import { BidForm } from '#components/lot/bid-form';
import { BuyNow } from '#components/lot/buy-now';
import { EndedPanel } from '#components/lot/ended-panel';
import { useLot } from '#components/lot/lot-context';
import { OfferPanel } from '#components/lot/offer-panel';
import { RaiseForm } from '#components/lot/raise-form';
import { ReplyNotice } from '#components/lot/reply-notice';
import { ReviewDialog } from '#components/lot/review-dialog';
import { SellerPanel } from '#components/lot/seller-panel';
import { signInAndReturn } from '#components/lot/sign-in-and-return';
import { WinnerPanel } from '#components/lot/winner-panel';
import { buttonClass } from '#components/ui/button';
import { Link } from '#components/ui/link';
import { NoticeBox } from '#components/ui/notice-box';
import { formatMoney } from '#lib/auction/money';
import type { Cents } from '#lib/auction/types';

function SignedOut() {
  const { lot, live } = useLot();
  const { minimumBid, currency } = live.state;
  return (
    <div id="bid" className="grid gap-3">
      <p className="text-[15px]">
        The next bid is at least <b className="font-semibold">{formatMoney(minimumBid, currency)}</b>.
      </p>
      <Link href={signInAndReturn(lot.state.id)} className={buttonClass('act', 'large')}>
        Sign in to bid
      </Link>
      <AllIn price={minimumBid} />
    </div>
  );
}

/**
 * One form gives way to the other when the reader takes the lead, or is outbid while they type: whoever was in the first stays
 * where bids are made, and does not have to come back from the top of the page.
 */
function useKeptFocus<T extends HTMLElement>(turn: string): RefObject<T | null> {
  const place = useRef<T>(null);
  const isWithin = useRef(false);
  const known = useRef(turn);
  useEffect(() => {
    const look = ({ target }: FocusEvent): void => {
      isWithin.current = target instanceof Node && place.current?.contains(target) === true;
    };
    document.addEventListener('focusin', look);
    return () => document.removeEventListener('focusin', look);
  }, []);
  useEffect(() => {
    if (known.current === turn) return;
    known.current = turn;
    const isLost = isWithin.current && document.activeElement === document.body;
    if (isLost) place.current?.focus({ preventScroll: true });
  }, [turn]);
  return place;
}

/** Bidding, or raising the maximum while leading. The answer outlives the change from one form to the other. */
function Bidding({ ownMaximum }: { readonly ownMaximum: Cents | null }) {
  const { live, isLeading } = useLot();
  const { bidCount, buyNowPrice } = live.state;
  const bidding = useBidAttempt();
  const answer = useRef<HTMLDivElement>(null);
  const form = useKeptFocus<HTMLDivElement>(`${isLeading}/${bidding.acceptedCount}`);
  const { reply } = bidding;
  const isOutdated = reply?.result === 'leading' && !isLeading;
  return (
    <div id="bid" ref={form} tabIndex={-1} className="grid gap-3 rounded-card outline-offset-8">
      {!isOutdated && <ReplyNotice reply={reply} ref={answer} />}
      {/* What was typed is done with once a bid is accepted: the key makes the form anew. */}
      {isLeading ? (
        <RaiseForm key={bidding.acceptedCount} bidding={bidding} ownMaximum={ownMaximum} />
      ) : (
        <BidForm key={bidding.acceptedCount} bidding={bidding} />
      )}
      {bidCount === 0 && buyNowPrice !== null && <BuyNow price={buyNowPrice} />}
      <AlertSwitch />
      <ReviewDialog bidding={bidding} answer={answer} />
    </div>
  );
}

function Suspended() {
  return (
    <NoticeBox tone="loss" title="Your account is suspended">
      You can look, and pay for what you have won, but not bid. Write to us if you think that this is a
      mistake.
    </NoticeBox>
  );
}

/** What this reader can do about this lot now. */
export function NextStep() {
  const { reader, live, isLeading } = useLot();
  const { status } = live.state;
  if (reader?.view.isSeller) return <SellerPanel view={reader.view} />;
  if (status === 'won' || status === 'closed') {
    if (reader?.view.offer?.status === 'open') return <OfferPanel offer={reader.view.offer} />;
    const order = reader?.view.order ?? null;
    return isLeading || order ? <WinnerPanel order={order} /> : <EndedPanel />;
  }
  if (status === 'scheduled')
    return (
      <p className="text-[15px] text-soft">Bidding has not opened yet. Watch the lot to find it again.</p>
    );
  if (reader === null) return <SignedOut />;
  if (reader.isSuspended) return <Suspended />;
  return <Bidding ownMaximum={reader.view.ownMaximum} />;
}
