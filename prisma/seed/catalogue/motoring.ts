import { dollars, estimate } from './amounts.ts';
import { clearGlass, deepRed, repaint, silver } from './finishes.ts';
import { hanging, made, object, onPlinth, standing } from './shots.ts';
import type { DemoLot } from './types.ts';

const racingGreen = repaint(158, 0.5, 0.68);
const racer = object('racing-car', repaint(25, 0.9, 0.86), clearGlass);
const saloon = object('automobile', racingGreen, clearGlass);
const saloonFront = object('oncoming-automobile', racingGreen, clearGlass);
const scooter = object('motor-scooter', repaint(172, 0.36, 1.12));
const motorcycle = object('motorcycle', repaint(30, 0.06, 0.5), { hues: [195, 262], chroma: 0.3 });
const camper = object(
  'minibus',
  { hues: [285, 303], chromas: [0.07, 1], hue: 188, chroma: 0.55, addLightness: 0.03 },
  { hues: [195, 262], chroma: 0.45 },
);
const pump = object('fuel-pump', deepRed, clearGlass);
const wheel = object('wheel', { hues: [20, 80], hue: 58, chroma: 1.1 });
const cup = made('trophy', silver);

export const motoring: readonly DemoLot[] = [
  {
    title: 'Single-seater racing car, 1957, in works red',
    description:
      'A front-engined junior single-seater of 1,100 cc, one of a handful built in a shed behind a garage and raced by its maker. Engine rebuilt eighteen months ago with under six hours since; gearbox, axle and tub as raced. Paint shows stone chips and should. With log book and a crate of spares.',
    provenance: 'Maker’s family, then one owner, who hill-climbed it every summer.',
    category: 'motoring',
    sellerUsername: 'marchmont_garage',
    startingPrice: dollars(9000),
    reservePrice: dollars(16000),
    estimate: estimate(17000, 24000),
    shippingPrice: null,
    popularity: 0.85,
    shots: [
      standing(racer, {
        paper: 'mist',
        size: 0.86,
        y: 0.72,
        polished: true,
        alt: 'A red single-seater racing car on a polished floor',
      }),
      standing(racer, {
        paper: 'mist',
        size: 1.4,
        x: 0.62,
        y: 0.86,
        polished: true,
        alt: 'Its nose and front wheel from close up',
      }),
    ],
  },
  {
    title: 'Compact saloon in racing green, 1964',
    description:
      'A small four-seater in dark green over tan, dry-stored for twenty years and brought back gently: brakes, tyres, hoses and a new exhaust, nothing polished that did not need it. Floors solid, one sill repaired to a good standard. Odometer shows 48,000 and is believed. Starts on the second turn.',
    provenance: 'Two sisters from new; they shared the driving and, it is said, nothing else.',
    category: 'motoring',
    sellerUsername: 'marchmont_garage',
    startingPrice: dollars(4000),
    reservePrice: dollars(6500),
    estimate: estimate(7000, 9500),
    shippingPrice: null,
    popularity: 0.8,
    shots: [
      standing(saloon, {
        paper: 'sand',
        size: 0.8,
        y: 0.78,
        polished: true,
        alt: 'A dark green small saloon from the side',
      }),
      standing(saloonFront, {
        paper: 'sand',
        size: 0.74,
        y: 0.8,
        polished: true,
        alt: 'The saloon from the front',
      }),
      standing(saloon, {
        paper: 'slate',
        size: 0.78,
        y: 0.76,
        mirrored: true,
        polished: true,
        landscape: true,
        alt: 'The saloon from its other side',
      }),
    ],
  },
  {
    title: 'Motor scooter, 125 cc, in pale mint, 1959',
    description:
      'A steel-bodied scooter in a soft mint that took three tries to match. Engine rebuilt, wiring renewed, seat re-covered; panels are original and straight, the floor boards replaced. Chrome is old and a little cloudy. A photograph file of the work comes with it.',
    provenance: 'Found behind a bakery, under forty years of flour.',
    category: 'motoring',
    sellerUsername: 'marchmont_garage',
    startingPrice: dollars(1200),
    buyNowPrice: dollars(4200),
    estimate: estimate(2400, 3400),
    shippingPrice: null,
    popularity: 0.7,
    shots: [
      standing(scooter, { paper: 'blush', size: 0.8, y: 0.82, alt: 'A mint-green motor scooter' }),
      standing(scooter, {
        paper: 'clay',
        size: 0.74,
        mirrored: true,
        y: 0.8,
        window: true,
        alt: 'The scooter from its other side',
      }),
    ],
  },
  {
    title: 'Touring motorcycle, 750 cc, matt graphite, 1974',
    description:
      'A faired twin for long roads, repainted in graphite by someone with patience. Runs, rides and stops as it should; carburettors balanced in May. A weep at the pushrod tube, new tyres front and rear. Tool roll complete apart from the plug spanner.',
    provenance: 'Ridden to the North Cape and back, twice, by the seller.',
    category: 'motoring',
    sellerUsername: 'marchmont_garage',
    startingPrice: dollars(1800),
    reservePrice: dollars(3000),
    estimate: estimate(3200, 4400),
    shippingPrice: null,
    popularity: 0.5,
    shots: [
      standing(motorcycle, { paper: 'cream', size: 0.84, y: 0.8, alt: 'A graphite-grey touring motorcycle' }),
    ],
  },
  {
    title: 'Camper van, two-tone, with pop-up bed, 1969',
    description:
      'A split-door camper in sea-green and white with its plywood interior: two beds, a sink, a folding table with one generation of games carved into the underside. Engine exchanged at 90,000. Rust treated at both rear arches, welded with care. Certificates for gas and brakes.',
    provenance: 'One family, eleven countries; the stickers have been left on.',
    category: 'motoring',
    sellerUsername: 'marchmont_garage',
    startingPrice: dollars(6000),
    reservePrice: dollars(11000),
    estimate: estimate(12000, 16000),
    shippingPrice: null,
    popularity: 0.75,
    shots: [
      standing(camper, { paper: 'clay', size: 0.84, y: 0.8, alt: 'A sea-green and white camper van' }),
      standing(camper, {
        paper: 'sky',
        size: 0.78,
        y: 0.8,
        mirrored: true,
        landscape: true,
        alt: 'The camper from its other side',
      }),
    ],
  },
  {
    title: 'Roadside petrol pump, restored, 1950s',
    description:
      'A slim electric pump with a clock-face meter, stripped, primed and repainted in signal red. The works have been removed and lighting fitted behind the glass; hose and nozzle are its own. Some filler low on the back panel. Stands 180 cm and needs two people and a quiet word.',
    provenance: 'From a mountain-pass filling station, closed when the tunnel opened.',
    category: 'motoring',
    sellerUsername: 'marchmont_garage',
    startingPrice: dollars(400),
    estimate: estimate(750, 1100),
    shippingPrice: null,
    popularity: 0.45,
    shots: [standing(pump, { paper: 'sage', size: 0.78, y: 0.88, alt: 'A red petrol pump with its hose' })],
  },
  {
    title: 'Twelve-spoke wooden wheel, iron-tyred',
    description:
      'A carriage wheel of ash and elm, tyred in iron, from the time when coachbuilders turned to motor bodies. Tight in every joint; the nave has drying cracks and old grease. Brushed and oiled, never varnished. Diameter 92 cm.',
    provenance: 'From a wheelwright’s yard, with the chalk marks of the last job.',
    category: 'motoring',
    sellerUsername: 'seller',
    startingPrice: dollars(60),
    estimate: estimate(110, 170),
    shippingPrice: dollars(85),
    popularity: 0.25,
    shots: [
      hanging(wheel, {
        paper: 'cream',
        size: 0.78,
        window: true,
        alt: 'A wooden spoked wheel hanging on a wall',
      }),
    ],
  },
  {
    title: 'Hill-climb challenge cup, silver, 1931',
    description:
      'A two-handled cup on a stepped plinth, awarded for the fastest ascent and engraved with nine winners before the war. Hallmarked, 640 grams. The bowl has been polished a little thin at the rim; a handle is re-soldered. The last name is followed by a blank.',
    provenance: 'From the club’s own cabinet, sold to repair the roof.',
    category: 'motoring',
    sellerUsername: 'marchmont_garage',
    startingPrice: dollars(280),
    reservePrice: dollars(480),
    estimate: estimate(520, 720),
    shippingPrice: dollars(22),
    popularity: 0.55,
    shots: [
      onPlinth(cup, {
        paper: 'forest',
        plinth: { shape: 'round', colour: '#3c4a42', height: 12 },
        size: 0.66,
        alt: 'A silver two-handled cup on a plinth',
      }),
      standing(cup, { paper: 'ink', size: 1.25, y: 1.3, alt: 'The bowl and handles from close up' }),
    ],
  },
];
