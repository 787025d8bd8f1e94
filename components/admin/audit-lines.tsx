'use client';

import { LocalTime } from '#components/live/local-time';
import { Link } from '#components/ui/link';
import type { AuditAction, AuditLine } from '#lib/administration/types';

/** After the administrator's name and before the subject's. */
function verbOf({ action, bidderUsername }: AuditLine): string {
  return action === 'void_bids' ? `withdrew the bids of ${bidderUsername ?? 'a bidder'} on` : verbs[action];
}

const verbs: Readonly<Record<Exclude<AuditAction, 'void_bids'>, string>> = {
  end_now: 'ended',
  cancel: 'cancelled',
  mark_paid: 'marked as paid',
  refund: 'refunded',
  suspend: 'suspended',
  reinstate: 'reinstated',
  forgive_strikes: 'forgave the strikes of',
};

function Subject({ line: { subject, subjectId, subjectName } }: { readonly line: AuditLine }) {
  const className = 'font-medium hover:underline';
  return subject === 'auction' || subject === 'order' ? (
    <Link href={`/admin/${subject}s/${subjectId}`} className={className}>
      {subjectName}
    </Link>
  ) : (
    <Link href={{ pathname: '/admin/bidders', query: { q: subjectName } }} className={className}>
      {subjectName}
    </Link>
  );
}

/** What administrators did, and why. */
export function AuditLines({ lines }: { readonly lines: readonly AuditLine[] }) {
  return (
    <ol className="rounded-box border border-line bg-surface px-5">
      {lines.map((line) => (
        <li key={line.id} className="grid gap-0.5 border-t border-line py-3.5 text-[15px] first:border-t-0">
          <p className="flex flex-wrap items-baseline justify-between gap-x-6">
            <span>
              <b className="font-semibold">{line.actorUsername}</b> {verbOf(line)} <Subject line={line} />
            </span>
            <LocalTime at={line.at} as="row" className="text-sm text-soft" />
          </p>
          <p className="max-w-lines text-soft">“{line.reason}”</p>
        </li>
      ))}
    </ol>
  );
}
