/**
 * The history that a page shows: what it has loaded, and the newest rows that ride along with the state. Invariants: the
 * newest rows are the truth for the stretch they cover; what is shown has no hole.
 */
import type { PublicBid } from '#lib/auction/live-state';

/**
 * Joins the rows known so far with the newest ones, both newest first.
 *
 * @param latest empty only when there is no history.
 */
export function joinHistory(known: readonly PublicBid[], latest: readonly PublicBid[]): readonly PublicBid[] {
  const oldest = latest.at(-1);
  return oldest ? [...latest, ...known.filter(({ sequence }) => sequence < oldest.sequence)] : [];
}

/** The newest rows down to the first hole, so that nobody takes two distant rows for neighbours. */
export function withoutHoles(rows: readonly PublicBid[]): readonly PublicBid[] {
  const end = rows.findIndex((row, index) => {
    const newer = rows[index - 1];
    return newer !== undefined && newer.sequence !== row.sequence + 1;
  });
  return end === -1 ? rows : rows.slice(0, end);
}
