import { LocalTime } from '#components/live/local-time';
import { Link } from '#components/ui/link';
import { NoticeBox } from '#components/ui/notice-box';
import { countWords } from '#lib/auction/count-words';
import { differenceWords } from '#lib/payments/reconcile/difference';
import type { OpenDifference, Reconciliation } from '#lib/payments/types';

function DifferenceLine({ difference }: { readonly difference: OpenDifference }) {
  const { kind, orderId, here, there } = difference;
  return (
    <li>
      {differenceWords[kind]}
      {orderId !== null && (
        <>
          {' ('}
          <Link href={`/admin/orders/${orderId}`} className="font-medium underline">
            order {orderId}
          </Link>
          )
        </>
      )}
      : here {here}, at Stripe {there}
    </li>
  );
}

function Outcome({ reconciliation: { repaired, open } }: { readonly reconciliation: Reconciliation }) {
  const recorded = countWords(repaired, 'difference was', 'differences were');
  if (open.length > 0) return <>{countWords(open.length, 'difference needs you', 'differences need you')}.</>;
  return repaired === 0 ? <>no differences.</> : <>{recorded} found and recorded.</>;
}

/** Whether this house and Stripe agree, and what a person has to look at. */
export function ReconciliationBox({ reconciliation }: { readonly reconciliation: Reconciliation | null }) {
  if (reconciliation === null)
    return <NoticeBox>The books have not been compared with Stripe yet. That happens every hour.</NoticeBox>;
  const { finishedAt, open, unfinishedSince } = reconciliation;
  return (
    <NoticeBox tone={open.length > 0 ? 'loss' : 'quiet'}>
      <p>
        Compared with Stripe, <LocalTime at={finishedAt} as="row" />:{' '}
        <Outcome reconciliation={reconciliation} />
      </p>
      {open.length > 0 && (
        <>
          <ul className="mt-1.5 grid list-disc gap-1 pl-5 text-ink">
            {open.map((difference) => (
              <DifferenceLine key={Object.values(difference).join(' ')} difference={difference} />
            ))}
          </ul>
          <p className="mt-1.5 text-ink">
            <code>npm run payments:reconcile</code> names them as Stripe’s dashboard does.
          </p>
        </>
      )}
      {unfinishedSince !== null && (
        <p className="mt-1.5 text-ink">
          Another began <LocalTime at={unfinishedSince} as="row" /> and has not finished.
        </p>
      )}
    </NoticeBox>
  );
}
