'use client';

import { Check, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Finding, JudgedReceipt } from '#components/lot/verify-history';
import { cannotProve, closingWords, proves, rowWords, spanWords } from '#lib/auction/audit-words';
import type { ClosingAccount } from '#lib/auction/closing-account';
import { formatMoney } from '#lib/auction/money';
import type { EpochMs } from '#lib/auction/types';

/** To the millisecond, in the reader's own time zone: shown only once they have asked, so never by the server. */
function exactMoment(at: EpochMs): string {
  const zoned = new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    fractionalSecondDigits: 3,
  });
  return zoned.format(at);
}

function Line({ isSure = true, children }: { readonly isSure?: boolean; readonly children: ReactNode }) {
  const Icon = isSure ? Check : TriangleAlert;
  return (
    <li className="flex gap-2.5">
      <Icon aria-hidden className={`mt-1 size-4 shrink-0 ${isSure ? 'text-act' : 'text-hurry'}`} />
      <span>{children}</span>
    </li>
  );
}

function receiptWords(receipts: readonly JudgedReceipt[]): string {
  const count = receipts.length === 1 ? 'Your receipt' : `Your ${receipts.length} receipts`;
  if (receipts.some(({ finding }) => finding === 'forged'))
    return `${count}: not all were signed with a key that this house publishes now.`;
  if (receipts.some(({ finding }) => finding === 'unsigned'))
    return `${count}: every bid is in the history. This browser cannot check the signatures.`;
  return `${count}: signed by the house, and every bid is in the history.`;
}

function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="grid gap-2">
      <h3 className="text-[15px] font-semibold">{title}</h3>
      {children}
    </section>
  );
}

function LastRows({ lastRows, currency }: Pick<ClosingAccount, 'lastRows'> & { readonly currency: string }) {
  return (
    <ol className="grid gap-1.5 text-soft">
      {lastRows.map(({ row, followsVoid, beforeEndMs }) => (
        <li key={row.sequence} className="break-words">
          <span className="font-medium text-ink">{exactMoment(row.at)}</span>, {spanWords(beforeEndMs)} before
          the end: {rowWords({ row, followsVoid }, currency)}
        </li>
      ))}
    </ol>
  );
}

/** What was checked, how the auction closed, and what that proves. */
export function VerificationReport({
  history,
  opened,
  closing,
  receipts,
}: Extract<Finding, { kind: 'sound' }>) {
  const { terms, claim } = history;
  const { currency } = terms;
  const areReceiptsSure = receipts.every(({ finding }) => finding === 'kept');
  return (
    <div className="grid w-full gap-5 border-t border-line pt-4">
      <ul className="grid gap-1.5">
        <Line>Every entry stands on the one before it, and the first on the terms of the lot.</Line>
        <Line>Every bid kept the rules.</Line>
        {opened > 0 && (
          <Line>
            {opened === 1 ? 'The hidden maximum was' : `All ${opened} hidden maximums were`} opened, and bound
            from the start.
          </Line>
        )}
        <Line>
          It leads where we say: {formatMoney(claim.currentPrice, currency)}
          {claim.leaderUsername !== null && `, ${claim.leaderUsername}`}.
        </Line>
        {receipts.length > 0 && <Line isSure={areReceiptsSure}>{receiptWords(receipts)}</Line>}
      </ul>
      <Section title={closing.how === 'running' ? 'How it will close' : 'How it closed'}>
        <ul className="grid gap-1.5 text-soft">
          {closingWords(closing, { currency, moment: exactMoment }).map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      </Section>
      <Section title="The last entries">
        <LastRows lastRows={closing.lastRows} currency={currency} />
      </Section>
      <Section title="What this proves">
        <p className="text-soft">{proves}</p>
        <p className="text-soft">{cannotProve}</p>
        <p className="text-soft">
          You need not believe this page either:{' '}
          <a className="underline" href={`/api/v1/auctions/${terms.auctionId}/history`} download>
            take the history along
          </a>{' '}
          and check it with a program of your own.
        </p>
      </Section>
    </div>
  );
}
