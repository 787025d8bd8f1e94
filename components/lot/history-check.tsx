'use client';

import { useState } from 'react';
import { ShieldCheck, ShieldX } from 'lucide-react';
import { readHistoryAction } from '#app/actions/read-history.ts';
import { useLot } from '#components/lot/lot-context';
import { Button } from '#components/ui/button';
import { isSha256Hex } from '#lib/auction/chain';
import type { AuctionId, ChainedRow, PublicTerms } from '#lib/auction/types';
import type { HistoryEntry, LotDetail } from '#lib/listings/types';

type Finding =
  | { readonly kind: 'unchecked' | 'busy' | 'unreachable' }
  | { readonly kind: 'unbroken'; readonly rows: number }
  | { readonly kind: 'broken'; readonly sequence: number | null };

const termsOf = ({ state, startingPrice, softCloseSeconds }: LotDetail): PublicTerms => ({
  auctionId: state.id,
  currency: state.currency,
  startingPrice,
  buyNowPrice: state.buyNowPrice,
  bidIncrement: state.bidIncrement,
  softCloseSeconds,
  startsAt: state.startsAt,
  originalEndsAt: state.originalEndsAt,
});

function toChained({ commitment, hash, previousHash, ...row }: HistoryEntry): ChainedRow | null {
  if (!isSha256Hex(hash) || !isSha256Hex(previousHash)) return null;
  if (commitment !== null && !isSha256Hex(commitment)) return null;
  return { ...row, commitment, hash, previousHash };
}

/** The whole history, oldest first, fetched page by page. */
async function readAll(auctionId: AuctionId, newest: number): Promise<readonly HistoryEntry[]> {
  const rows: HistoryEntry[] = [];
  let before = newest + 1;
  while (before > 1) {
    const page = await readHistoryAction({ auctionId, before });
    const oldest = page.at(-1);
    if (!oldest) break;
    rows.push(...page);
    before = oldest.sequence;
  }
  return rows.toReversed();
}

async function check(lot: LotDetail, newest: number): Promise<Finding> {
  const entries = await readAll(lot.state.id, newest);
  const rows = entries.map(toChained).filter((row) => row !== null);
  if (rows.length !== entries.length || rows.length < newest) return { kind: 'broken', sequence: null };
  // Loaded for those who ask: hashing is of no use to everybody else.
  const { verifyHistory } = await import('#lib/auction/replay');
  const report = verifyHistory(rows, termsOf(lot));
  return report.valid
    ? { kind: 'unbroken', rows: rows.length }
    : { kind: 'broken', sequence: report.fault.sequence };
}

function FindingWords({ finding }: { readonly finding: Finding }) {
  switch (finding.kind) {
    case 'unchecked':
    case 'busy':
      return (
        <>
          <b className="block font-semibold">Nothing here can be rewritten</b>
          <span className="text-soft">
            Every bid carries the fingerprint of the one before it. Your browser can check them all.
          </span>
        </>
      );
    case 'unreachable':
      return (
        <span className="text-soft">The history could not be fetched just now. Try again in a moment.</span>
      );
    case 'unbroken':
      return (
        <>
          <b className="block font-semibold">
            {finding.rows === 1 ? '1 entry' : `${finding.rows.toLocaleString('en-US')} entries`}, unbroken
          </b>
          <span className="text-soft">
            Your browser checked every one against the one before it, and against the rules.
          </span>
        </>
      );
    case 'broken':
      return (
        <>
          <b className="block font-semibold text-loss">This history does not hold together</b>
          <span className="text-soft">
            {finding.sequence === null ? 'Entries are missing.' : `It breaks at entry ${finding.sequence}.`}{' '}
            Please tell us.
          </span>
        </>
      );
    default:
      return finding satisfies never;
  }
}

/** Lets the reader's own browser check that the history is whole, unaltered and kept the rules. */
export function HistoryCheck() {
  const { lot, live } = useLot();
  const [finding, setFinding] = useState<Finding>({ kind: 'unchecked' });
  const newest = live.state.latestBids[0]?.sequence ?? 0;

  const run = (): void => {
    setFinding({ kind: 'busy' });
    check(lot, newest).then(setFinding, () => setFinding({ kind: 'unreachable' }));
  };

  const Icon = finding.kind === 'broken' ? ShieldX : ShieldCheck;
  return (
    <div className="mt-6 flex flex-wrap items-center gap-x-4 gap-y-3 rounded-card border border-line px-4.5 py-4 text-[15px]">
      <span
        aria-hidden
        className={`grid size-10 shrink-0 place-items-center rounded-full ${finding.kind === 'broken' ? 'bg-loss-tint text-loss' : 'bg-act-tint text-act'}`}
      >
        <Icon className="size-5" />
      </span>
      <div aria-live="polite" className="min-w-48 flex-1">
        <FindingWords finding={finding} />
      </div>
      {finding.kind !== 'unbroken' && (
        <Button look="quiet" size="small" busy={finding.kind === 'busy'} onClick={run}>
          Check every bid
        </Button>
      )}
    </div>
  );
}
