/** The check behind `npm run verify`: an exported history in, a report for people out. It needs no app and no database. */
import { auditHistory, type Audit } from '#lib/auction/audit';
import {
  cannotProve,
  closingWords,
  faultWords,
  proves,
  rowWords,
  spanWords,
  unreadableWords,
} from '#lib/auction/audit-words';
import { accountForClosing } from '#lib/auction/closing-account';
import { decodeExport, type HistoryExport } from '#lib/auction/history-export';
import { formatInstant } from '#lib/auction/instants';
import { formatMoney } from '#lib/auction/money';
import { nativeSha256 } from '#lib/platform/sha256';
import { judgeReceipt, type Receipt, type ReceiptFinding, type ReceiptKey } from '#lib/receipts/index';

export interface Verification {
  readonly sound: boolean;
  readonly lines: readonly string[];
}

export interface Kept {
  readonly receipts: readonly Receipt[];
  readonly keys: readonly ReceiptKey[];
}

/** @param value The parsed JSON of `GET /api/v1/auctions/{id}/history`. */
export async function verifyExport(
  value: unknown,
  { receipts, keys }: Kept = { receipts: [], keys: [] },
): Promise<Verification> {
  const reading = decodeExport(value);
  if (!reading.readable) return { sound: false, lines: [`✗ ${unreadableWords(reading)}`] };
  const { history } = reading;
  const audit = auditHistory(history, nativeSha256);
  if (!audit.sound)
    return {
      sound: false,
      lines: [headline(history), `✗ ${faultWords(audit.fault, history.terms.currency)}`],
    };
  const findings = await Promise.all(
    receipts
      .filter(({ auctionId }) => auctionId === history.terms.auctionId)
      .map(async (receipt) => ({
        receipt,
        finding: await judgeReceipt(receipt, { rows: history.rows, keys }),
      })),
  );
  return {
    sound: findings.every(({ finding }) => finding === 'kept'),
    lines: [
      headline(history),
      ...auditLines(history, audit),
      ...findings.map(({ receipt, finding }) => receiptLine(receipt, finding)),
      '',
      ...closingLines(history),
      '',
      proves,
      cannotProve,
    ],
  };
}

const headline = ({ terms, rows }: HistoryExport): string =>
  `Auction ${terms.auctionId}: ${rows.length === 1 ? '1 row' : `${rows.length} rows`}`;

function auditLines(
  { terms, claim, rows }: HistoryExport,
  { opened }: Extract<Audit, { sound: true }>,
): readonly string[] {
  const price = formatMoney(claim.currentPrice, terms.currency);
  const leader = claim.leaderUsername ?? 'nobody';
  const newest = rows.at(-1)?.hash;
  return [
    '✓ Every row stands on the one before it, and the first on the terms.',
    '✓ Every bid kept the rules.',
    opened === 0
      ? '· No maximum is opened yet; only bounds of the prices could be checked.'
      : `✓ ${opened} maximums were opened, and are the ones that the bids were bound to.`,
    `✓ The history leads where the house says: ${price}, ${leader}, ${claim.bidCount} bids.`,
    ...(newest === undefined ? [] : [`  Newest fingerprint, to keep and compare: ${newest}`]),
  ];
}

const receiptWords: Readonly<Record<ReceiptFinding, string>> = {
  kept: '✓ is signed by the house, and the history holds the bid',
  broken: '✗ is signed by the house, but the history does not hold the bid: it was rewritten',
  forged: '✗ was not signed with a key that the house publishes',
  unsigned: '✗ could not be checked here, though the history holds the bid',
  absent: '✗ could not be checked here, and the history does not hold the bid',
};

const receiptLine = ({ sequence }: Receipt, finding: ReceiptFinding): string => {
  const words = receiptWords[finding];
  return `${words.slice(0, 1)} The receipt for row ${sequence}${words.slice(1)}.`;
};

function closingLines(history: HistoryExport): readonly string[] {
  const { currency } = history.terms;
  const account = accountForClosing(history);
  return [
    'How it closed',
    ...closingWords(account, { currency, moment: formatInstant }).map((sentence) => `  ${sentence}`),
    ...(account.lastRows.length === 0 ? [] : ['The last rows']),
    ...account.lastRows.map(
      ({ row, followsVoid, beforeEndMs }) =>
        `  ${row.sequence}. ${formatInstant(row.at)}, ${spanWords(beforeEndMs)} before the end: ${rowWords({ row, followsVoid }, currency)}`,
    ),
  ];
}
