'use client';

import { lazy, Suspense, useState } from 'react';
import { ShieldCheck, ShieldX } from 'lucide-react';
import { useLot } from '#components/lot/lot-context';
import { verifyInBrowser, type Finding } from '#components/lot/verify-history';
import { Button } from '#components/ui/button';
import { countWords } from '#lib/auction/count-words';

/** Of no use to those who do not ask, so it is loaded for those who do. */
const VerificationReport = lazy(async () => ({
  default: (await import('#components/lot/verification-report')).VerificationReport,
}));

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
    case 'sound':
      return (
        <>
          <b className="block font-semibold">
            {countWords(finding.history.rows.length, 'entry', 'entries')}, unbroken
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
          <span className="text-soft">{finding.words} Please tell us, and keep your receipts.</span>
        </>
      );
    default:
      return finding satisfies never;
  }
}

/** Lets the reader's own browser check that the history is whole, unaltered and kept the rules. */
export function HistoryCheck() {
  const { live } = useLot();
  const { id, version } = live.state;
  const [finding, setFinding] = useState<Finding>({ kind: 'unchecked' });

  const run = (): void => {
    setFinding({ kind: 'busy' });
    verifyInBrowser(id).then(setFinding, () => setFinding({ kind: 'unreachable' }));
  };

  const isBroken = finding.kind === 'broken';
  const isCurrent = finding.kind === 'sound' && finding.history.claim.version >= version;
  const Icon = isBroken ? ShieldX : ShieldCheck;
  return (
    <div className="mt-6 flex flex-wrap items-center gap-x-4 gap-y-3 rounded-card border border-line px-4.5 py-4 text-[15px]">
      <span
        aria-hidden
        className={`grid size-10 shrink-0 place-items-center rounded-full ${isBroken ? 'bg-loss-tint text-loss' : 'bg-act-tint text-act'}`}
      >
        <Icon className="size-5" />
      </span>
      <div aria-live="polite" className="min-w-48 flex-1">
        <FindingWords finding={finding} />
      </div>
      {!isCurrent && (
        <Button look="quiet" size="small" busy={finding.kind === 'busy'} onClick={run}>
          {finding.kind === 'sound' ? 'Verify again' : 'Verify this auction'}
        </Button>
      )}
      {finding.kind === 'sound' && (
        <Suspense fallback={null}>
          <VerificationReport {...finding} />
        </Suspense>
      )}
    </div>
  );
}
