'use client';

import type { Route } from 'next';
import { clsx } from 'clsx';
import { Link } from '#components/ui/link';
import { formatInstant } from '#lib/auction/instants';
import type { EpochMs } from '#lib/auction/types';
import { useLiveContext, useMounted } from '#lib/realtime/client/index';

/** A notice as its page shows it. */
export interface ShownNotice {
  readonly id: string;
  readonly title: string;
  readonly body: string;
  readonly href: Route;
  readonly label: string;
  readonly at: EpochMs;
  readonly isUnread: boolean;
}

const dayMs = 86_400_000;

/** The name of a moment's day. @param zone undefined for the reader's own. */
function dayNamer(now: EpochMs, zone: string | undefined): (at: number) => string {
  const format = new Intl.DateTimeFormat('en-GB', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    timeZone: zone,
  });
  const [today, yesterday] = [format.format(now), format.format(now - dayMs)];
  return (at) => {
    const day = format.format(at);
    if (day === today) return 'Today';
    return day === yesterday ? 'Yesterday' : day;
  };
}

interface NoticeLineProps {
  readonly notice: ShownNotice;
  readonly clock: Intl.DateTimeFormat;
}

function NoticeLine({ notice, clock }: NoticeLineProps) {
  const { title, body, href, label, at, isUnread } = notice;
  return (
    <li className="grid grid-cols-[0.75rem_minmax(0,1fr)] gap-x-3 border-t border-line py-4 first:border-t-0">
      <span
        aria-hidden
        className={clsx('mt-2 size-2 rounded-full', isUnread ? 'bg-act' : 'bg-transparent')}
      />
      <div className="grid gap-1">
        <div className="flex flex-wrap items-baseline justify-between gap-x-6">
          <h3
            className={clsx(
              'font-text text-base tracking-normal',
              isUnread ? 'font-semibold' : 'font-medium',
            )}
          >
            {isUnread && <span className="sr-only">Unread: </span>}
            {title}
          </h3>
          <time dateTime={formatInstant(at)} className="text-sm text-soft">
            {clock.format(at)}
          </time>
        </div>
        <p className="max-w-lines text-[15px] text-soft">{body}</p>
        <Link
          href={href}
          className="-my-2 justify-self-start py-2 text-[15px] font-medium text-act hover:underline"
        >
          {label} <span aria-hidden>→</span>
        </Link>
      </div>
    </li>
  );
}

/** Notices by day, newest first. Days are the reader's own once the page is alive, until then those of UTC. */
export function NoticeDays({ notices }: { readonly notices: readonly ShownNotice[] }) {
  const { renderedAt } = useLiveContext();
  const mounted = useMounted();
  const zone = mounted ? undefined : 'UTC';
  const dayOf = dayNamer(renderedAt, zone);
  const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: zone });
  const days = Map.groupBy(notices, ({ at }) => dayOf(at));
  return (
    <div className="grid max-w-3xl gap-8">
      {[...days].map(([day, ofDay]) => (
        <section key={day} aria-label={day}>
          <h2 className="pb-1 text-xl">{day}</h2>
          <ul>
            {ofDay.map((notice) => (
              <NoticeLine key={notice.id} notice={notice} clock={clock} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
