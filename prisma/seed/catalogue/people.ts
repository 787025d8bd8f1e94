import type { DemoSeller } from './types.ts';

/** Sellers beside the account `seller`. */
export const demoSellers: readonly DemoSeller[] = [
  {
    username: 'atelier_brandt',
    trade: 'Stringed, wind and brass instruments, from a workshop that repairs them',
  },
  { username: 'halden_optics', trade: 'Cameras, lenses and scientific glass, serviced before sale' },
  { username: 'quay_street_clocks', trade: 'Clocks and watches, cleaned and timed' },
  { username: 'maison_orsel', trade: 'Jewels and stones, with reports' },
  { username: 'linden_gallery', trade: 'Ceramics, prints and sculpture' },
  { username: 'marchmont_garage', trade: 'Cars, motorcycles and what belongs to them' },
];

/** Bidders beside the accounts `alice` and `bob`. */
export const demoBidders: readonly string[] = [
  'northlight',
  'm_ferrant',
  'oldquay',
  'tessellate',
  'ivy_and_oak',
  'kestrel77',
  'harbourmaster',
  'paperlantern',
  'violetgrey',
  'second_violin',
];
