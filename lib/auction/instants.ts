import type { EpochMs } from '#lib/auction/types';

/** The last millisecond that RFC 3339 can write: 9999-12-31T23:59:59.999Z. */
const lastInstant = 253_402_300_799_999;

export function isEpochMs(milliseconds: number): milliseconds is EpochMs {
  return Number.isInteger(milliseconds) && milliseconds >= 0 && milliseconds <= lastInstant;
}

/**
 * Brands milliseconds since the Unix epoch.
 *
 * @throws RangeError when it is not an integer that RFC 3339 can write (years 1970 to 9999).
 */
export function epochMs(milliseconds: number): EpochMs {
  if (!isEpochMs(milliseconds)) throw new RangeError(`Not a moment in whole milliseconds: ${milliseconds}`);
  return milliseconds;
}

/** RFC 3339, UTC, milliseconds (`2026-03-01T14:00:00.000Z`): the form in which a moment is hashed and sent. */
export function formatInstant(at: EpochMs): string {
  return new Date(at).toISOString();
}

/** Reads exactly what `formatInstant` writes, so that each moment has one spelling. null for anything else. */
export function parseInstant(text: string): EpochMs | null {
  const milliseconds = Date.parse(text);
  return isEpochMs(milliseconds) && formatInstant(milliseconds) === text ? milliseconds : null;
}
