/** When the demo's lots start and end: some just ended, some end within minutes, most within days. */
import { epochMs } from '#lib/auction/instants';
import type { EpochMs } from '#lib/auction/types';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** Minutes from now for the lots that end while somebody is looking. */
const soon = [4, 7, 11, 16, 24, 33, 48, 65, 95, 140, 190, 250];
/** Minutes ago for those that just ended. */
const ended = [12, 47, 130, 300, 700, 1300];
/** Hours from now between which the others end, evenly. */
const later = { from: 5, to: 7 * 24 };
const runsMs = 7 * 24 * hourMs;

/** Lots take their turns in a stride that mixes the departments, as the catalogue is ordered by them. */
const stride = 37;

export function scheduleOf(
  index: number,
  count: number,
  now: EpochMs,
): { startsAt: EpochMs; originalEndsAt: EpochMs } {
  const place = (index * stride) % count;
  const endsAt = epochMs(Math.floor(now + offsetMs(place, count)));
  return { startsAt: epochMs(endsAt - runsMs), originalEndsAt: endsAt };
}

function offsetMs(place: number, count: number): number {
  const endedMinutes = ended[place];
  if (endedMinutes !== undefined) return -endedMinutes * minuteMs;
  const soonMinutes = soon[place - ended.length];
  if (soonMinutes !== undefined) return soonMinutes * minuteMs;
  const rest = place - ended.length - soon.length;
  const share = rest / Math.max(1, count - ended.length - soon.length - 1);
  return (later.from + (later.to - later.from) * share) * hourMs;
}
