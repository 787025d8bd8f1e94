import { dollars, estimate } from './amounts.ts';
import { brass, clearGlass } from './finishes.ts';
import { group, lying, made, object, standing } from './shots.ts';
import type { DemoLot } from './types.ts';

const leather = {
  lightnesses: [0.2, 0.62],
  chromas: [0, 0.06],
  hue: 52,
  chroma: 0,
  addChroma: 0.075,
  addLightness: 0.02,
} as const;

const chromeCamera = object('camera');
const leatherCamera = object('camera', leather);
const cineCamera = object('movie-camera', clearGlass);
const projector = object('film-projector', {
  lightnesses: [0.6, 1],
  chromas: [0, 0.06],
  hue: 150,
  chroma: 0,
  addChroma: 0.035,
  addLightness: -0.06,
});
const videoCamera = object('video-camera', clearGlass);
const telescope = made('telescope', brass);
const microscope = object('microscope', { hues: [200, 262], hue: 84, chroma: 0.62 });
const readingGlass = object(
  'magnifying-glass-tilted-left',
  { hues: [280, 360], hue: 50, chroma: 1.2 },
  { hues: [262, 328], hue: 60, chroma: 1.5 },
  clearGlass,
);

export const cameras: readonly DemoLot[] = [
  {
    title: 'Coupled rangefinder in satin chrome, with 50 mm lens',
    description:
      'A 35 mm rangefinder of the middle 1950s with a collapsible fifty. The shutter was serviced in March and is accurate to a thousandth; the rangefinder patch is bright and agrees with the lens at infinity. Faint cleaning marks on the front element, none that show in a picture. Vulcanite complete, chrome lightly brassed at the strap lugs.',
    provenance: 'One owner, an engineer who kept every receipt.',
    category: 'cameras',
    sellerUsername: 'halden_optics',
    startingPrice: dollars(350),
    reservePrice: dollars(700),
    estimate: estimate(750, 1000),
    shippingPrice: dollars(18),
    popularity: 0.85,
    shots: [
      standing(chromeCamera, {
        paper: 'mist',
        size: 0.76,
        y: 0.8,
        alt: 'A chrome and black rangefinder camera',
      }),
      standing(chromeCamera, {
        paper: 'mist',
        size: 1.3,
        y: 1.1,
        x: 0.44,
        alt: 'The lens of the camera from close up',
      }),
      standing(chromeCamera, {
        paper: 'clay',
        size: 0.66,
        y: 0.78,
        window: true,
        polished: true,
        alt: 'The camera on a polished table by a window',
      }),
    ],
  },
  {
    title: 'Rangefinder dressed in tan leather, ready to use',
    description:
      'The same sturdy camera that reporters carried, re-covered by a bookbinder in vegetable-tanned calf. Slow speeds lubricated, light seals new, finder cleaned. Comes with a 35 mm lens that has a little dust and no haze, its hood, and a wrist strap cut from the same hide.',
    provenance: 'Rebuilt in our own workshop; the guarantee of one year passes to the buyer.',
    category: 'cameras',
    sellerUsername: 'halden_optics',
    startingPrice: dollars(280),
    buyNowPrice: dollars(620),
    estimate: estimate(420, 560),
    shippingPrice: dollars(16),
    popularity: 0.55,
    shots: [
      standing(leatherCamera, {
        paper: 'sage',
        size: 0.76,
        y: 0.8,
        alt: 'A chrome camera covered in tan leather',
      }),
    ],
  },
  {
    title: 'Sixteen-millimetre cine camera with twin magazines',
    description:
      'A motor-driven 16 mm camera with 120-metre magazines and a wide-angle lens in its bayonet. Runs at 24 frames, quietly, from the supplied battery belt; gate and pressure plate are clean. Black crackle finish with wear at the handle. Viewfinder optics have slight separation at the edge.',
    provenance: 'From a documentary unit that filmed rivers and bridges for public television.',
    category: 'cameras',
    sellerUsername: 'halden_optics',
    startingPrice: dollars(600),
    reservePrice: dollars(1200),
    estimate: estimate(1300, 1800),
    shippingPrice: dollars(45),
    popularity: 0.65,
    shots: [
      standing(cineCamera, {
        paper: 'clay',
        size: 0.74,
        alt: 'A black film camera with two round magazines',
      }),
      standing(cineCamera, {
        paper: 'mist',
        size: 0.68,
        mirrored: true,
        polished: true,
        y: 0.8,
        alt: 'The film camera from its other side',
      }),
    ],
  },
  {
    title: 'Eight-millimetre projector in grey-green enamel, serviced',
    description:
      'A table projector for double-eight with a fresh belt, new lamp and cleaned gears. It threads itself, stops on a still without burning it, and rewinds. Enamel bright with two chips at the foot. With four empty spools and a lead rewired to today’s standard.',
    provenance: 'From a schoolteacher’s cupboard, with a reel of a sports day in 1961.',
    category: 'cameras',
    sellerUsername: 'seller',
    startingPrice: dollars(45),
    estimate: estimate(90, 140),
    shippingPrice: dollars(28),
    popularity: 0.35,
    shots: [
      standing(projector, { paper: 'blush', size: 0.76, alt: 'A small film projector with two reels' }),
    ],
  },
  {
    title: 'Shoulder video camera, 1986, with working tube',
    description:
      'A news camera from the last years of the pick-up tube, with the smeared highlights that no software quite imitates. Powers on, focuses and records to the deck it is cabled to; the viewfinder is a little dim. Case scuffed, all covers present. Sold with charger and two cells that hold twenty minutes.',
    provenance: 'De-accessioned by a regional newsroom.',
    category: 'cameras',
    sellerUsername: 'halden_optics',
    startingPrice: dollars(80),
    estimate: estimate(140, 220),
    shippingPrice: dollars(26),
    popularity: 0.25,
    shots: [standing(videoCamera, { paper: 'sky', size: 0.74, alt: 'A grey shoulder video camera' })],
  },
  {
    title: 'Brass refracting telescope on tripod, late nineteenth century',
    description:
      'A three-inch refractor of lacquered brass, with rack focus, star finder and a folding tripod. The object glass is clean and free of chips; Saturn’s ring stands clear of the planet at a hundred times. Lacquer worn to a warm brown where hands have held it. Three eyepieces, one with a later barrel.',
    provenance: 'Made for a country doctor, by family account, and kept in his observatory until 1934.',
    category: 'cameras',
    sellerUsername: 'halden_optics',
    startingPrice: dollars(800),
    reservePrice: dollars(1500),
    estimate: estimate(1600, 2400),
    shippingPrice: dollars(70),
    popularity: 0.75,
    shots: [
      standing(telescope, {
        paper: 'ink',
        size: 0.78,
        y: 0.88,
        alt: 'A brass telescope on its tripod against a night-dark wall',
      }),
      standing(telescope, {
        paper: 'ink',
        size: 1.3,
        x: 0.4,
        y: 1.36,
        alt: 'The brass tube and its object glass from close up',
      }),
    ],
  },
  {
    title: 'Laboratory microscope with three objectives',
    description:
      'A monocular stand with a square stage, sub-stage condenser and a revolving nosepiece carrying ten, forty and oil-immersion objectives. Focus is smooth in both coarse and fine; the mirror is original and unspotted. Some loss of enamel around the foot. In a fitted box with key.',
    provenance: 'From the teaching collection of a veterinary college.',
    category: 'cameras',
    sellerUsername: 'halden_optics',
    startingPrice: dollars(150),
    estimate: estimate(220, 320),
    shippingPrice: dollars(38),
    popularity: 0.4,
    shots: [
      standing(microscope, {
        paper: 'forest',
        size: 0.74,
        alt: 'A laboratory microscope with a brass sub-stage',
      }),
      group('floor', { paper: 'forest', alt: 'The microscope beside a reading glass, for scale' }, [
        { subject: microscope, size: 0.6, x: 0.42, y: 0.8 },
        { subject: readingGlass, size: 0.36, x: 0.76, y: 0.86, turn: -18 },
      ]),
    ],
  },
  {
    title: 'Library reading glass with horn handle',
    description:
      'A four-inch lens in a nickel rim on a turned horn handle, strong enough for maps and postmarks. The glass is unscratched and centred; the ferrule has been tightened. A short, old crack in the horn is stable.',
    provenance: 'From the desk of a county archivist.',
    category: 'cameras',
    sellerUsername: 'seller',
    startingPrice: dollars(25),
    bidIncrement: dollars(5),
    estimate: estimate(60, 90),
    shippingPrice: dollars(9),
    popularity: 0.3,
    shots: [
      lying(readingGlass, {
        paper: 'sand',
        size: 0.74,
        window: true,
        alt: 'A large magnifying glass with a horn handle',
      }),
    ],
  },
];
