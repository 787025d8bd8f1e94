/** What a notice says about money that goes back to a buyer: by refund, or because their bank asks for it. */
import { formatMoney } from '#lib/auction/money';
import type { NoticeContent } from '#lib/notifications/notice-kinds';
import type { NoticeLot, NoticeWords } from '#lib/notifications/types';

export type ReturnNotice = Extract<
  NoticeContent,
  {
    kind:
      'refunded' | 'refund_failed' | 'refund_returned' | 'stray_refunded' | 'disputed' | 'dispute_decided';
  }
>;

export function returnWords(notice: ReturnNotice, lot: NoticeLot): NoticeWords {
  const link = { path: `/auctions/${lot.auctionId}`, label: 'See the lot' };
  switch (notice.kind) {
    case 'refunded':
      return {
        ...refundedWords(notice, lot),
        link: notice.orderId === undefined ? link : toReceipt(notice.orderId),
      };
    case 'refund_failed':
      return {
        title: `The refund for ${lot.title} did not go through`,
        body: failedWords(notice),
        link: { path: `/admin/orders/${notice.orderId}`, label: 'See the order' },
      };
    case 'refund_returned':
      return {
        ...returnedWords(notice, lot),
        link: { path: `/orders/${notice.orderId}`, label: 'See the order' },
      };
    case 'stray_refunded':
      return {
        title: `Your payment for ${lot.title} is on its way back`,
        body: `We received ${formatMoney(notice.amount, notice.currency)} that you did not owe any more, and sent it back the way it came. A card shows it within a few days.`,
        link,
      };
    case 'disputed':
      return {
        title: `The buyer's bank asks about ${lot.title}`,
        body: `It wants ${formatMoney(notice.amount, notice.currency)} back and decides over some weeks. Until then your money for this lot waits with us. Keep what proves that you sent it: we will ask for it.`,
        link,
      };
    case 'dispute_decided':
      return { ...decidedWords(notice, lot), link };
    default:
      return notice satisfies never;
  }
}

const toReceipt = (orderId: number): NoticeWords['link'] => ({
  path: `/orders/${orderId}/receipt`,
  label: 'See the receipt',
});

function failedWords({
  of,
  amount,
  owedToSeller,
  currency,
}: Extract<ReturnNotice, { kind: 'refund_failed' }>): string {
  if (of === 'stray')
    return `The buyer paid ${formatMoney(amount, currency)} that settles nothing, and their bank did not take it back. It is theirs: agree with them on another way, and return it there.`;
  const owed =
    owedToSeller > 0
      ? ` The seller was paid ${formatMoney(owedToSeller, currency)} less meanwhile: unless you refund it again, send them that in Stripe’s dashboard.`
      : '';
  return `The buyer did not get the ${formatMoney(amount, currency)}, which the house holds again. Agree with them on another way, give it back there, and write it down on the order; or try their card again.${owed}`;
}

function returnedWords(
  { to, amount, share, currency }: Extract<ReturnNotice, { kind: 'refund_returned' }>,
  lot: NoticeLot,
): Said {
  return to === 'buyer'
    ? {
        title: `Your refund for ${lot.title} did not reach you`,
        body: `Your bank did not take the ${formatMoney(amount, currency)}, perhaps as the card is no longer in use, and it came back to us. It is still yours: we will ask you how else to send it.`,
      }
    : {
        title: `The refund for ${lot.title} did not reach the buyer`,
        body: `Their bank did not take it. Until we have sent it another way, ${formatMoney(share, currency)} of it counts as yours again.`,
      };
}

type Said = Pick<NoticeWords, 'title' | 'body'>;

function refundedWords(
  { to, isOutside, amount, share, currency }: Extract<ReturnNotice, { kind: 'refunded' }>,
  lot: NoticeLot,
): Said {
  return to === 'buyer'
    ? {
        title: `You get ${formatMoney(amount, currency)} back for ${lot.title}`,
        body: isOutside
          ? 'You have it from us directly, not through your card. The receipt of your order has it already.'
          : 'We have sent it the way you paid. A card shows it within a few days; the receipt of your order has it already.',
      }
    : {
        title: `The buyer of ${lot.title} got ${formatMoney(amount, currency)} back`,
        body: `The house gave it back. ${formatMoney(share, currency)} of it comes off what you get for the lot.`,
      };
}

function decidedWords(
  { won, share, currency }: Extract<ReturnNotice, { kind: 'dispute_decided' }>,
  lot: NoticeLot,
): Said {
  return won
    ? {
        title: `The bank let the sale of ${lot.title} stand`,
        body: 'Your money for this lot no longer waits for its decision.',
      }
    : {
        title: `The bank gave the buyer of ${lot.title} the money back`,
        body: `Its decision is final. ${formatMoney(share, currency)} of it comes off what you get for the lot.`,
      };
}
