/** What a notice says about money that goes back to a buyer: by refund, or because their bank asks for it. */
import { formatMoney } from '#lib/auction/money';
import type { NoticeContent } from '#lib/notifications/notice-kinds';
import type { NoticeLot, NoticeWords } from '#lib/notifications/notice-words';

export type ReturnNotice = Extract<
  NoticeContent,
  { kind: 'refunded' | 'refund_failed' | 'stray_refunded' | 'disputed' | 'dispute_decided' }
>;

export function returnWords(notice: ReturnNotice, lot: NoticeLot): NoticeWords {
  const link = { path: `/auctions/${lot.auctionId}`, label: 'See the lot' };
  switch (notice.kind) {
    case 'refunded':
      return { ...refundedWords(notice, lot), link };
    case 'refund_failed':
      return {
        title: `The refund for ${lot.title} did not go through`,
        body: `The buyer did not get the ${formatMoney(notice.amount, notice.currency)}, and the order stands as before. Have a look at why, and try again or send the money another way.`,
        link: { path: `/admin/orders/${notice.orderId}`, label: 'See the order' },
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

type Said = Pick<NoticeWords, 'title' | 'body'>;

function refundedWords(
  { to, amount, share, currency }: Extract<ReturnNotice, { kind: 'refunded' }>,
  lot: NoticeLot,
): Said {
  return to === 'buyer'
    ? {
        title: `You get ${formatMoney(amount, currency)} back for ${lot.title}`,
        body: 'We have sent it the way you paid. A card shows it within a few days; the receipt of your order has it already.',
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
