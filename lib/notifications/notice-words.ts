/** What a notice says, on its page and in its mail alike: what happened, and what to do next. */
import { formatMoney } from '#lib/auction/money';
import type { EpochMs } from '#lib/auction/types';
import type { NoticeContent } from '#lib/notifications/notice-kinds';
import { returnWords } from '#lib/notifications/return-words';
import type { NoticeLot, NoticeWords } from '#lib/notifications/types';

const dayAndTime = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'UTC',
});

/** A mail does not know its reader's time zone, so it names the one it uses. */
const inWords = (moment: EpochMs): string => `${dayAndTime.format(moment)} UTC`;

/** Words for a person about a notice of this lot. The link's path is within the site. */
export function noticeWords(notice: NoticeContent, lot: NoticeLot): NoticeWords {
  const to = (label: string) => ({ path: `/auctions/${lot.auctionId}`, label });
  const toOrder = ({ orderId }: { readonly orderId?: number | undefined }, label: string) =>
    orderId === undefined ? to(label) : { path: `/orders/${orderId}`, label };
  switch (notice.kind) {
    case 'outbid':
      return {
        title: `You have been outbid on ${lot.title}`,
        body: `The price is now ${formatMoney(notice.price, notice.currency)}. There is still time to bid again.`,
        link: to('Bid again'),
      };
    case 'bid_voided':
      return {
        title: `Your bids on ${lot.title} were withdrawn`,
        body: 'The house has withdrawn them, so they no longer count and you owe nothing for this lot. Write to us if you think that this is a mistake.',
        link: to('See the lot'),
      };
    case 'leading_again':
      return {
        title: `You lead on ${lot.title}`,
        body: `The house withdrew the bids of somebody else, so yours is the highest again. The price is now ${formatMoney(notice.price, notice.currency)}. If you no longer want the lot, write to us before bidding ends.`,
        link: to('See the lot'),
      };
    case 'cancelled':
      return cancelledWords(notice, { lot, link: to('See the lot') });
    case 'won':
      return wonWords(notice, { lot, link: toOrder(notice, notice.byCard ? 'See the order' : 'Pay now') });
    case 'lost':
      return {
        title: `Bidding has ended on ${lot.title}`,
        body: 'It did not go to you this time. You owe nothing; have a look at how it ended.',
        link: to('See the result'),
      };
    case 'payment_due':
      return {
        title: `Your payment for ${lot.title} is due soon`,
        body: `Please pay ${formatMoney(notice.totalPrice, notice.currency)} by ${inWords(notice.dueAt)}. After that the lot is no longer kept for you.`,
        link: toOrder(notice, 'Pay now'),
      };
    case 'charge_failed':
      return chargeFailedWords(notice, { lot, link: toOrder(notice, 'Pay now') });
    case 'paid':
      return paidWords(notice, { lot, link: toOrder(notice, 'See the order') });
    case 'sold':
      return {
        title: `${lot.title} is sold`,
        body: `${notice.buyerUsername} won it for ${formatMoney(notice.price, notice.currency)} and has until ${inWords(notice.dueAt)} to pay. Keep the lot until then; we will tell you when the payment arrives.`,
        link: toOrder(notice, 'See the sale'),
      };
    case 'unsold':
      return {
        title: `${lot.title} did not sell`,
        body:
          notice.outcome === 'no_bids'
            ? 'Nobody bid this time. A lower starting price or another picture may help when you list it again.'
            : 'The bids stayed below your reserve. You can list it again, with a lower reserve if you like.',
        link: to('See how it went'),
      };
    case 'payment_lapsed':
      return lapsedWords(notice, { lot, link: toOrder(notice, 'See the order') });
    case 'second_chance':
      return {
        title: `${lot.title} can still be yours`,
        body: `Its buyer did not pay, so the seller offers it to you at your own highest bid, ${formatMoney(notice.price, notice.currency)}. Take it or leave it by ${inWords(notice.expiresAt)}; you owe nothing unless you say yes.`,
        link: to('Look at the offer'),
      };
    case 'offered_to_next':
      return {
        title: `${lot.title} is offered to ${notice.bidderUsername}`,
        body: `They bid ${formatMoney(notice.price, notice.currency)} and have until ${inWords(notice.expiresAt)} to say yes. You can list the lot again instead at any time.`,
        link: to('See the lot'),
      };
    case 'offer_withdrawn':
      return {
        title: `The offer of ${lot.title} was withdrawn`,
        body: 'The seller chose to list the lot again, so the offer no longer stands. You owe nothing.',
        link: to('See the lot'),
      };
    case 'payout_sent':
      return {
        title: `Your money for ${lot.title} is on its way`,
        body: `We sent ${formatMoney(notice.amount, notice.currency)} to your account at Stripe, which pays it out to your bank.`,
        link: { path: '/my-sales/payouts', label: 'See your payouts' },
      };
    case 'received':
      return {
        title: `${lot.title} has arrived`,
        body: 'The buyer confirmed it, so your money is sent to you now rather than after the holding time.',
        link: { path: '/my-sales/payouts', label: 'See your payouts' },
      };
    case 'suspended':
      return {
        title: `Your account is suspended, as ${lot.title} was not paid for`,
        body: `You let ${notice.strikes === 1 ? 'a lot' : `${notice.strikes} lots`} that you won go unpaid, so you can no longer bid or sell. You can still look around and pay what is due. Write to us if you want to put this right.`,
        link: to('See the lot'),
      };
    case 'refunded':
    case 'refund_failed':
    case 'refund_returned':
    case 'stray_refunded':
    case 'disputed':
    case 'dispute_decided':
      return returnWords(notice, lot);
    default:
      return notice satisfies never;
  }
}

interface Addressed {
  readonly lot: NoticeLot;
  readonly link: NoticeWords['link'];
}

function wonWords(
  { byCard, totalPrice, currency, dueAt }: Extract<NoticeContent, { kind: 'won' }>,
  { lot, link }: Addressed,
): NoticeWords {
  const amount = formatMoney(totalPrice, currency);
  return {
    title: `You won ${lot.title}`,
    body: byCard
      ? `Congratulations! We charge ${amount} to your saved card now. You need not do anything; we tell you how it went.`
      : `Congratulations! Please pay ${amount} by ${inWords(dueAt)}, so that the lot is yours for certain.`,
    link,
  };
}

function chargeFailedWords(
  { reason, totalPrice, currency, dueAt }: Extract<NoticeContent, { kind: 'charge_failed' }>,
  { lot, link }: Addressed,
): NoticeWords {
  const amount = formatMoney(totalPrice, currency);
  return reason === 'confirm'
    ? {
        title: `Your bank wants you to confirm the payment for ${lot.title}`,
        body: `Nothing was charged to your saved card yet. Please pay ${amount} yourself by ${inWords(dueAt)}; your bank will ask you to confirm it on the way.`,
        link,
      }
    : {
        title: `Your saved card was declined for ${lot.title}`,
        body: `Nothing was charged. Please pay ${amount} with another card, or try the same one again, by ${inWords(dueAt)}.`,
        link,
      };
}

function paidWords(
  { to, totalPrice, currency }: Extract<NoticeContent, { kind: 'paid' }>,
  { lot, link }: Addressed,
): NoticeWords {
  const amount = formatMoney(totalPrice, currency);
  return to === 'buyer'
    ? {
        title: `Your payment for ${lot.title} has arrived`,
        body: `Thank you. We received ${amount}, and the seller knows that the lot is yours.`,
        link,
      }
    : {
        title: `${lot.title} is paid`,
        body: `The buyer paid ${amount}. You can hand the lot over now.`,
        link,
      };
}

function cancelledWords(
  { to }: Extract<NoticeContent, { kind: 'cancelled' }>,
  { lot, link }: Addressed,
): NoticeWords {
  const title = `The auction of ${lot.title} was cancelled`;
  return to === 'seller'
    ? {
        title,
        body: 'The house has cancelled it, so nobody has won and the lot stays yours. Write to us to hear why.',
        link,
      }
    : {
        title,
        body: 'The house has cancelled it, so nobody has won. Your bids no longer bind you, and you owe nothing.',
        link,
      };
}

function lapsedWords(
  { to }: Extract<NoticeContent, { kind: 'payment_lapsed' }>,
  { lot, link }: Addressed,
): NoticeWords {
  return to === 'buyer'
    ? {
        title: `The time to pay for ${lot.title} is over`,
        body: 'No payment arrived in time, so the sale is off. You owe nothing for it.',
        link,
      }
    : {
        title: `The buyer of ${lot.title} did not pay`,
        body: 'The sale is off and the lot is yours to list again. We are sorry for the wait.',
        link,
      };
}
