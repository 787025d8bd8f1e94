/** How a moment reads to a person: `today, 14:05 Berlin time`, `14:02:31`. */
import type { EpochMs } from '#lib/auction/types';

/** `end`: day, minute and zone. `row`: to the second, with the day unless it is today. */
export type MomentStyle = 'end' | 'row';

interface MomentOptions {
  readonly as: MomentStyle;
  /** An IANA name; null for the device's own, and only then do `today` and `tomorrow` mean anything. */
  readonly zone: string | null;
  readonly now?: number;
}

const dayMs = 86_400_000;

/** `Europe/Berlin` → `Berlin time`. */
export function zoneWords(zone: string): string {
  const place = zone.split('/').at(-1)?.replaceAll('_', ' ') ?? zone;
  return zone === 'UTC' || zone.startsWith('Etc/') ? 'UTC' : `${place} time`;
}

const styles = {
  /** Tells days apart; never shown. */
  dayKey: ['en-CA', { dateStyle: 'short' }],
  day: ['en-GB', { day: 'numeric', month: 'short' }],
  minute: ['en-GB', { hour: '2-digit', minute: '2-digit' }],
  second: ['en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' }],
} as const satisfies Readonly<Record<string, readonly [string, Intl.DateTimeFormatOptions]>>;

/** Making a formatter costs far more than using it, and a history under way writes its moments anew with every bid. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatIn(zone: string, style: keyof typeof styles): (at: number) => string {
  const key = `${style} ${zone}`;
  const [locale, options] = styles[style];
  const format = formatters.get(key) ?? new Intl.DateTimeFormat(locale, { timeZone: zone, ...options });
  formatters.set(key, format);
  return (at) => format.format(at);
}

function dayWords(at: EpochMs, zone: string, now: number | null): string {
  const dayKey = formatIn(zone, 'dayKey');
  if (now !== null) {
    if (dayKey(at) === dayKey(now)) return 'today';
    if (dayKey(at) === dayKey(now + dayMs)) return 'tomorrow';
  }
  return formatIn(zone, 'day')(at);
}

/** The device's own; asked for once, as the answer is made anew each time. */
let ownZone: string | null = null;
const readOwnZone = (): string => (ownZone ??= Intl.DateTimeFormat().resolvedOptions().timeZone);

export function localMoment(at: EpochMs, { as, zone, now = Date.now() }: MomentOptions): string {
  const named = zone ?? readOwnZone();
  const day = dayWords(at, named, zone === null ? now : null);
  if (as === 'end') return `${day}, ${formatIn(named, 'minute')(at)} ${zoneWords(named)}`;
  const clock = formatIn(named, 'second')(at);
  return day === 'today' ? clock : `${day}, ${clock}`;
}
