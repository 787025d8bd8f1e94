/** The demo house's catalogue, sellers and bidders. */
import { art } from './art.ts';
import { cameras } from './cameras.ts';
import { ceramics } from './ceramics.ts';
import { instruments } from './instruments.ts';
import { jewellery } from './jewellery.ts';
import { motoring } from './motoring.ts';
import { toys } from './toys.ts';
import type { DemoLot } from './types.ts';
import { watches } from './watches.ts';

export { demoBidders, demoSellers } from './people.ts';
export type { DemoLot, DemoSeller } from './types.ts';

const departments = [instruments, cameras, watches, jewellery, ceramics, toys, motoring, art];

/**
 * One lot from each department in turn, beginning with another department each time: a page shows all that the house
 * has, and no column of it shows only watches.
 */
export const demoLots: readonly DemoLot[] = Array.from(
  { length: Math.max(...departments.map((lots) => lots.length)) },
  (_, turn) => departments.map((__, index) => departments[(index + turn * 3) % departments.length]?.[turn]),
)
  .flat()
  .filter((lot) => lot !== undefined);
