/** What is said aloud of the time left: once each, as it is passed. */
import { hourMs, minuteMs, secondMs } from '#lib/realtime/client/remaining-words';

const milestones = [
  { atMs: 10 * secondMs, words: '10 seconds left' },
  { atMs: minuteMs, words: '1 minute left' },
  { atMs: 10 * minuteMs, words: '10 minutes left' },
  { atMs: hourMs, words: '1 hour left' },
] as const;

/** The milestone passed between two readings of the time left, or null. The nearest to the end, if several were. */
export function milestonePassed(beforeMs: number, nowMs: number): string | null {
  if (nowMs <= 0) return null;
  return milestones.find(({ atMs }) => beforeMs > atMs && nowMs <= atMs)?.words ?? null;
}
