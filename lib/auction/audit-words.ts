/** What a check of a history found, in plain words: the same in a browser and on a terminal. */
import type { AuditFault } from '#lib/auction/audit';
import type { ClosingAccount, Extension, LastRow } from '#lib/auction/closing-account';
import type { ExportReading } from '#lib/auction/history-export';
import { formatMoney } from '#lib/auction/money';
import type { BidKind, EpochMs } from '#lib/auction/types';

/** `1 min 3.250 s`: to the millisecond, since the last bids are told apart by them. */
export function spanWords(milliseconds: number): string {
  const minutes = Math.floor(milliseconds / 60_000);
  const seconds = ((milliseconds - minutes * 60_000) / 1000).toFixed(3);
  return minutes === 0 ? `${seconds} s` : `${minutes} min ${seconds} s`;
}

export function faultWords(fault: AuditFault, currency: string): string {
  switch (fault.code) {
    case 'sequence_gap':
      return `Row ${fault.sequence} stands where row ${fault.expectedSequence} belongs: something was taken out or put in.`;
    case 'unlinked':
      return `Row ${fault.sequence} does not stand on what is shown before it: that was changed after the bid was taken.`;
    case 'altered':
      return `Row ${fault.sequence} was changed: its fingerprint is of something else.`;
    case 'out_of_turn':
      return `No bid could have left row ${fault.sequence} in this place.`;
    case 'commitment_misplaced':
      return `Row ${fault.sequence} binds a maximum where none belongs, or binds none where one does.`;
    case 'opening_mismatch':
      return `The maximum opened for row ${fault.sequence} is not the one that the bid was bound to.`;
    case 'not_opened':
      return `The auction has ended, but the maximum behind row ${fault.sequence} was not opened.`;
    case 'before_start':
      return `Row ${fault.sequence} came before the auction began.`;
    case 'before_previous':
      return `Row ${fault.sequence} came earlier than what it stands on.`;
    case 'after_end':
      return `Row ${fault.sequence} came after the end.`;
    case 'buy_now_not_offered':
      return `Row ${fault.sequence} buys the lot at once, which was not offered.`;
    case 'wrong_price':
      return `Row ${fault.sequence} shows ${formatMoney(fault.price, currency)}, which the rules do not lead to.`;
    case 'not_highest':
      return `Row ${fault.sequence} leads with a maximum of ${formatMoney(fault.maximum, currency)}, which does not beat ${formatMoney(fault.toBeat, currency)}.`;
    case 'maximum_not_shown':
      return `At row ${fault.sequence} a leader was beaten without their maximum being used up.`;
    case 'nothing_to_void':
      return `Row ${fault.sequence} withdraws the bids of somebody who had none.`;
    case 'wrong_leader':
      return `After row ${fault.sequence} somebody else leads than the bids that are left lead to.`;
    case 'claim_differs':
      return `The house’s ${claimNames[fault.difference.field]} is not where the history leads.`;
    case 'ended_before_bid':
      return `The house says that it had ended when row ${fault.sequence} was bid.`;
    case 'outcome_impossible':
      return 'The house claims an outcome that this history cannot have.';
    default:
      return fault satisfies never;
  }
}

const claimNames = {
  currentPrice: 'price',
  leaderUsername: 'winner',
  bidCount: 'count of bids',
  endsAt: 'end',
} as const;

export const unreadableWords = ({ part, row }: Extract<ExportReading, { readable: false }>): string =>
  part === 'format'
    ? 'This is not a Gavel history.'
    : `This history cannot be read: ${row === null ? `its part “${part}”` : `row ${row}`} is malformed.`;

/** How people read a moment: in their own time zone, or in UTC. */
export interface Telling {
  readonly currency: string;
  readonly moment: (at: EpochMs) => string;
}

/** How the auction closed, a sentence each: the rule, then what happened. */
export function closingWords(account: ClosingAccount, telling: Telling): readonly string[] {
  return [
    ruleWords(account),
    ...account.extensions.map((extension) => extensionWords(extension, telling)),
    endWords(account, telling),
  ];
}

function ruleWords({ softCloseSeconds }: ClosingAccount): string {
  if (softCloseSeconds === 0) return 'The rule: it ends at the moment set, whatever is bid.';
  return `The rule: a bid in the last ${softCloseSeconds} s, or a withdrawal of bids by the house, moves the end to ${softCloseSeconds} s after it. The end never moves back.`;
}

function extensionWords({ row, from, to }: Extension, { moment }: Telling): string {
  const what = row.kind === 'void' ? `The house withdrew the bids of ${row.username}` : `${row.username} bid`;
  return `${what} ${spanWords(from - row.at)} before the end, which moved from ${moment(from)} to ${moment(to)}.`;
}

function endWords({ how, endsAt, extensions }: ClosingAccount, { moment }: Telling): string {
  const moved = extensions.length === 0 ? 'Nothing moved the end. ' : '';
  switch (how) {
    case 'running':
      return `${moved}It is set to end at ${moment(endsAt)}.`;
    case 'time':
      return `${moved}Time ran out at ${moment(endsAt)}.`;
    case 'buy_now':
      return `Somebody paid the seller’s price at ${moment(endsAt)}, which ended it at once.`;
    case 'order':
      return `An administrator ended it at ${moment(endsAt)}, earlier than the rule would have.`;
    case 'cancelled':
      return 'It was withdrawn, by its seller or by an administrator.';
    default:
      return how satisfies never;
  }
}

const kindWords: Readonly<Record<BidKind, string>> = {
  bid: 'bid',
  automatic: 'was answered for, up to their maximum',
  raise: 'raised their maximum',
  buy_now: 'bought it now',
  void: 'has no bids any more: the house withdrew them',
};

export function rowWords(
  { row: { username, kind, price }, followsVoid }: Pick<LastRow, 'row' | 'followsVoid'>,
  currency: string,
): string {
  const what = followsVoid ? 'is in the lead' : kindWords[kind];
  return `${formatMoney(price, currency)} · ${username} ${what}`;
}

/** What a sound history shows, and what no history can show. */
export const proves =
  'This shows that nothing was changed, dropped or slipped in since these fingerprints were given out, and that every price follows from the rules. A house that wrote everything anew would be caught by any receipt or fingerprint that somebody kept.';
export const cannotProve =
  'It cannot show who stands behind a name: whether two names are one person, or a friend of the seller. Nor can a fingerprint show a bid that was refused or never arrived. Keep your receipts: they prove that a bid of yours was taken.';
