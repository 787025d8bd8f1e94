/** How the time left reads: `3 days`, `1 day 4 h`, `2 h 20 min`, `22 min`, `1:48`. */
import { countWords } from '#lib/auction/count-words';

export const secondMs = 1000;
export const minuteMs = 60 * secondMs;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

/** From here on the time left is shown in the colour of hurry. */
export const hurryBelowMs = 10 * minuteMs;

const both = (first: string, rest: number, unit: string): string =>
  rest === 0 ? first : `${first} ${rest} ${unit}`;

/**
 * @param remainingMs not negative.
 * @param secondsBelowMs below this the seconds are shown; they are rounded up, so that 0:00 is the very end.
 */
export function remainingWords(remainingMs: number, secondsBelowMs: number): string {
  if (remainingMs < secondsBelowMs) {
    const seconds = Math.ceil(remainingMs / secondMs);
    return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  }
  const days = Math.floor(remainingMs / dayMs);
  const hours = Math.floor((remainingMs % dayMs) / hourMs);
  const minutes = Math.floor((remainingMs % hourMs) / minuteMs);
  if (days > 1) return countWords(days, 'day');
  if (days === 1) return both('1 day', hours, 'h');
  if (hours > 0) return both(`${hours} h`, minutes, 'min');
  return `${minutes} min`;
}

/**
 * How long what `remainingWords` says stays true, so that a countdown wakes only to change; from a day on, at most a minute.
 */
export function msUntilChange(remainingMs: number, secondsBelowMs: number): number {
  // Seconds are rounded up and change on the second; minutes are rounded down and change just after.
  return remainingMs < secondsBelowMs ? remainingMs % secondMs || secondMs : (remainingMs % minuteMs) + 1;
}
