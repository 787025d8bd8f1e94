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

function dayWords(at: EpochMs, zone: string, now: number | null): string {
  const day = new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' });
  if (now !== null) {
    if (day.format(at) === day.format(now)) return 'today';
    if (day.format(at) === day.format(now + dayMs)) return 'tomorrow';
  }
  return new Intl.DateTimeFormat('en-GB', { timeZone: zone, day: 'numeric', month: 'short' }).format(at);
}

const clockWords = (at: EpochMs, zone: string, seconds: boolean): string =>
  new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
    ...(seconds && { second: '2-digit' }),
  }).format(at);

export function localMoment(at: EpochMs, { as, zone, now = Date.now() }: MomentOptions): string {
  const named = zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  const day = dayWords(at, named, zone === null ? now : null);
  if (as === 'end') return `${day}, ${clockWords(at, named, false)} ${zoneWords(named)}`;
  const clock = clockWords(at, named, true);
  return day === 'today' ? clock : `${day}, ${clock}`;
}
