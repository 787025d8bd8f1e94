import { dollars, estimate } from './amounts.ts';
import { brassParts, clearGlass } from './finishes.ts';
import { lying, object, standing, watch } from './shots.ts';
import type { DemoLot } from './types.ts';

const dressWatch = watch({
  metal: '#c9ccd2',
  dial: '#22324a',
  marks: '#eceae2',
  strap: '#5a3a25',
  face: 'batons',
});
const chronograph = watch({
  metal: '#d6b26a',
  dial: '#f2ead8',
  marks: '#8a6427',
  strap: '#3a2418',
  face: 'chronograph',
});
const diver = watch({ metal: '#b9bdc4', dial: '#16181c', marks: '#efe7cf', strap: '#23262b', face: 'diver' });
const pocketWatch = watch({
  metal: '#d9b565',
  dial: '#f8f4ea',
  marks: '#23201b',
  strap: null,
  face: 'pocket',
});
const mantelClock = object('mantelpiece-clock', { hues: [0, 48], hue: 46, chroma: 1.35 });
const stopwatch = object('stopwatch', { hues: [262, 328], lightness: 0.92 });
const alarmClock = object(
  'alarm-clock',
  { hues: [335, 30], hue: 165, chroma: 0.4, lightness: 0.96 },
  brassParts,
);
const hourglass = object('hourglass-not-done', clearGlass, brassParts);

export const watches: readonly DemoLot[] = [
  {
    title: 'Dress watch in steel, blue dial, about 1965',
    description:
      'A slim hand-wound watch of 36 mm with a midnight-blue dial, applied batons and a date at three. The movement, cleaned and timed this spring, gains four seconds a day. Case with its edges, a few desk marks on the back; crystal new. On a tan calf strap with a plain steel buckle.',
    provenance: 'Given on retirement from a shipping office; the inscription inside the back has been left.',
    category: 'watches',
    sellerUsername: 'quay_street_clocks',
    startingPrice: dollars(300),
    reservePrice: dollars(600),
    estimate: estimate(650, 850),
    shippingPrice: dollars(20),
    popularity: 0.8,
    shots: [
      lying(dressWatch, {
        paper: 'sand',
        turn: 18,
        size: 0.94,
        alt: 'A steel watch with a blue dial on a tan strap',
      }),
      lying(dressWatch, { paper: 'sand', turn: 18, size: 1.5, x: 0.48, alt: 'The blue dial from close up' }),
      lying(dressWatch, {
        paper: 'slate',
        turn: -32,
        size: 0.88,
        window: true,
        alt: 'The watch in window light',
      }),
    ],
  },
  {
    title: 'Chronograph in yellow gold, three registers, 1968',
    description:
      'A column-wheel chronograph in an 18-carat case of 37 mm, with a champagne dial, three registers and pump pushers. Start, stop and return are crisp and the hands fall exactly to zero. The dial has aged to an even cream with one speck at seven; the case shows no sign of a wheel. Later crocodile-grained strap.',
    provenance: 'Bought in Geneva by a racing timekeeper, with the guarantee in his name.',
    category: 'watches',
    sellerUsername: 'quay_street_clocks',
    startingPrice: dollars(2500),
    reservePrice: dollars(5500),
    estimate: estimate(6000, 8500),
    shippingPrice: dollars(30),
    popularity: 0.95,
    shots: [
      lying(chronograph, {
        paper: 'forest',
        turn: -14,
        size: 0.94,
        alt: 'A gold chronograph with a cream dial and three small registers',
      }),
      lying(chronograph, {
        paper: 'forest',
        turn: -14,
        size: 1.55,
        alt: 'The registers of the chronograph from close up',
      }),
    ],
  },
  {
    title: 'Diver’s watch, black dial, orange seconds hand',
    description:
      'A tool of 40 mm made for use: unidirectional bezel, screwed crown, luminous plots aged to the colour of straw. Pressure-tested to ten atmospheres this year. The bezel insert is faded and scratched at the quarter; the bracelet was exchanged for a rubber strap, which comes off in a minute.',
    provenance: 'Worn by a harbour diver, who is happy to say where.',
    category: 'watches',
    sellerUsername: 'quay_street_clocks',
    startingPrice: dollars(500),
    estimate: estimate(900, 1300),
    shippingPrice: dollars(22),
    popularity: 0.85,
    shots: [
      lying(diver, {
        paper: 'teal',
        size: 0.94,
        turn: 8,
        alt: 'A diver’s watch with a black dial on a dark strap',
      }),
      lying(diver, {
        paper: 'teal',
        size: 1.5,
        turn: 8,
        x: 0.54,
        alt: 'The luminous plots and bezel from close up',
      }),
    ],
  },
  {
    title: 'Hunter-size pocket watch, gilt, with subsidiary seconds',
    description:
      'An open-faced keyless watch with an enamel dial, Roman figures and a seconds dial at six, the plates finely frosted. It runs well in every position after a recent cleaning. Hairlines at two and four, visible with a glass; the gilding of the case is worn at the bow. With a silver-gilt curb chain.',
    provenance: 'By descent from a railway inspector.',
    category: 'watches',
    sellerUsername: 'quay_street_clocks',
    startingPrice: dollars(140),
    estimate: estimate(260, 360),
    shippingPrice: dollars(15),
    popularity: 0.5,
    shots: [
      lying(pocketWatch, {
        paper: 'bordeaux',
        size: 0.86,
        turn: 12,
        alt: 'A gilt pocket watch with Roman figures',
      }),
      lying(pocketWatch, {
        paper: 'cocoa',
        size: 1.4,
        turn: -20,
        y: 0.42,
        alt: 'Its enamel dial from close up',
      }),
    ],
  },
  {
    title: 'Mantel clock in walnut, eight-day, striking',
    description:
      'A round-topped clock in figured walnut on a brass-bound plinth, going eight days and striking the hours on a coiled gong. Movement cleaned, new mainsprings, pendulum its own. The veneer has been re-laid along one edge and waxed. It keeps time to a minute a week, once it has been set level.',
    provenance: 'From the dining room of a vicarage.',
    category: 'watches',
    sellerUsername: 'quay_street_clocks',
    startingPrice: dollars(160),
    reservePrice: dollars(280),
    estimate: estimate(300, 420),
    shippingPrice: dollars(48),
    popularity: 0.45,
    shots: [
      standing(mantelClock, { paper: 'sage', size: 0.74, alt: 'A walnut mantel clock with a white dial' }),
      standing(mantelClock, {
        paper: 'sage',
        size: 1.3,
        y: 1.18,
        alt: 'The dial of the clock from close up',
      }),
    ],
  },
  {
    title: 'Trackside stopwatch, tenth of a second',
    description:
      'A thirty-minute stopwatch beating tenths, in a blackened steel case with a hard enamel dial and a red sweep hand. Starts, stops and returns cleanly; tested against a counter over ten minutes with an error of a tenth. Ring slightly bent, glass unscratched.',
    provenance: 'Property of a cycling club since 1949.',
    category: 'watches',
    sellerUsername: 'seller',
    startingPrice: dollars(35),
    bidIncrement: dollars(5),
    estimate: estimate(80, 120),
    shippingPrice: dollars(9),
    popularity: 0.4,
    shots: [
      lying(stopwatch, { paper: 'mist', size: 0.78, turn: 14, alt: 'A black stopwatch with a red hand' }),
    ],
  },
  {
    title: 'Twin-bell alarm clock in eau-de-nil enamel',
    description:
      'A bedside alarm of the 1930s in pale green enamel with brass bells and a carrying loop. Wound, it runs for a day and a half and rings loudly enough for two rooms. Enamel nearly perfect, the dial toned to cream, hands relumed at some time.',
    provenance: 'From the estate of a retired stationmaster.',
    category: 'watches',
    sellerUsername: 'seller',
    startingPrice: dollars(30),
    buyNowPrice: dollars(95),
    estimate: estimate(50, 80),
    shippingPrice: dollars(12),
    popularity: 0.35,
    shots: [
      standing(alarmClock, {
        paper: 'cream',
        size: 0.7,
        alt: 'A pale green alarm clock with two brass bells',
      }),
    ],
  },
  {
    title: 'Ship’s sand-glass, half an hour, brass mounts',
    description:
      'A blown glass in two bulbs, bound at the waist and held between brass plates, timing thirty minutes to within twenty seconds. The sand is fine and runs without bridging. A bubble in the upper bulb is as made; one of the pillars has been straightened.',
    provenance: 'From the chart-room of a training schooner.',
    category: 'watches',
    sellerUsername: 'quay_street_clocks',
    startingPrice: dollars(70),
    estimate: estimate(120, 180),
    shippingPrice: dollars(18),
    popularity: 0.3,
    shots: [
      standing(hourglass, {
        paper: 'clay',
        size: 0.72,
        window: true,
        alt: 'An hourglass between brass plates',
      }),
    ],
  },
];
