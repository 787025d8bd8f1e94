import { dollars, estimate } from './amounts.ts';
import { ashGlaze, celadon, deepRed, porcelain, tenmoku } from './finishes.ts';
import { group, made, object, onPlinth, standing } from './shots.ts';
import type { DemoLot } from './types.ts';

const amphora = object('amphora', { hues: [0, 60], hue: 48, chroma: 1.15, lightness: 0.94 });
const celadonAmphora = made('amphora', celadon);
const redTeapot = object('teapot', deepRed, { hues: [31, 112], hue: 84, chroma: 0.6 });
const blueTeapot = object(
  'teapot',
  { hues: [340, 30], hue: 232, chroma: 0.45, lightness: 0.86 },
  { hues: [31, 112], hue: 84, chroma: 0.6 },
);
const sakeSet = object('sake', { hues: [215, 275], hue: 258, chroma: 0.8, lightness: 0.78 });
const jar = made('funeral-urn', ashGlaze);
const darkJar = made('funeral-urn', tenmoku);
const swan = object('swan', { chromas: [0, 0.05], chroma: 0.3 });
const elephant = made('elephant', porcelain);
const whitePlinth = { shape: 'round', colour: '#efe8da', height: 14 } as const;
const stonePlinth = { shape: 'square', colour: '#d9d2c4', height: 20 } as const;

export const ceramics: readonly DemoLot[] = [
  {
    title: 'Terracotta amphora with key pattern, after the antique',
    description:
      'A two-handled amphora thrown and burnished in the last quarter of the nineteenth century, the shoulder with a band of running key in slip. One handle was off and is well put back; the foot has small bruises from standing. Height 41 cm. Rings clear.',
    provenance: 'From the winter garden of a house on Lake Como.',
    category: 'ceramics',
    sellerUsername: 'linden_gallery',
    startingPrice: dollars(90),
    reservePrice: dollars(160),
    estimate: estimate(180, 260),
    shippingPrice: dollars(45),
    popularity: 0.55,
    shots: [
      onPlinth(amphora, {
        paper: 'sand',
        plinth: whitePlinth,
        size: 0.64,
        alt: 'A terracotta amphora with a key pattern on a pale plinth',
      }),
      standing(amphora, { paper: 'clay', size: 1.3, y: 1.36, alt: 'The key pattern from close up' }),
    ],
  },
  {
    title: 'Celadon vase with two handles, crackled glaze',
    description:
      'A tall vase in a thick sea-green glaze that pools darker in the carved band and thins to white at the lip. The crackle is even and intended. A firing flaw inside the foot has been there from the start; otherwise perfect. Height 38 cm.',
    provenance: 'Bought from the potter’s kiln in 1974, with the receipt.',
    category: 'ceramics',
    sellerUsername: 'linden_gallery',
    startingPrice: dollars(220),
    estimate: estimate(450, 650),
    shippingPrice: dollars(32),
    popularity: 0.7,
    shots: [
      onPlinth(celadonAmphora, {
        paper: 'blush',
        plinth: stonePlinth,
        plinthSize: 0.54,
        size: 0.64,
        alt: 'A green-glazed vase with two handles on a stone block',
      }),
      standing(celadonAmphora, {
        paper: 'mist',
        size: 1.25,
        y: 1.32,
        window: true,
        alt: 'The glaze pooling in the carved band, from close up',
      }),
    ],
  },
  {
    title: 'Oxblood teapot with gilt rim',
    description:
      'A round-bellied teapot in copper-red glaze, the colour running from cherry at the shoulder to plum at the foot, with a line of gilding under the lid. Pours without a drip. Gilding rubbed at the back; the lid belongs and fits. Holds four cups.',
    provenance: 'From a tea merchant’s tasting room.',
    category: 'ceramics',
    sellerUsername: 'linden_gallery',
    startingPrice: dollars(60),
    estimate: estimate(110, 160),
    shippingPrice: dollars(18),
    popularity: 0.5,
    shots: [
      standing(redTeapot, { paper: 'sky', size: 0.68, y: 0.82, alt: 'A deep red teapot with a gilt rim' }),
    ],
  },
  {
    title: 'Two teapots, peacock-blue and oxblood',
    description:
      'A pair thrown by the same hand, for a breakfast that could not agree: one in a peacock-blue glaze, one in copper red, each with gilding at the lid. The blue has a star crack in the base that does not leak. Spouts, lids and knobs sound.',
    provenance: 'A wedding present of 1968, used on Sundays.',
    category: 'ceramics',
    sellerUsername: 'seller',
    startingPrice: dollars(80),
    buyNowPrice: dollars(260),
    estimate: estimate(150, 220),
    shippingPrice: dollars(24),
    popularity: 0.35,
    shots: [
      group('floor', { paper: 'cream', alt: 'A blue teapot in front of a red one' }, [
        { subject: redTeapot, size: 0.46, x: 0.64, y: 0.73, mirrored: true },
        { subject: blueTeapot, size: 0.56, x: 0.4, y: 0.85 },
      ]),
      standing(blueTeapot, { paper: 'clay', size: 0.66, y: 0.82, alt: 'The blue teapot alone' }),
    ],
  },
  {
    title: 'Porcelain sake flask and cup, cobalt bands',
    description:
      'A white porcelain flask with its cup, each with a single brushed band in cobalt. The porcelain is thin enough to show a finger behind it. Tiny kiln grit on the foot of the cup, no chips. Signed on the base.',
    provenance: 'Brought home from Arita by a ship’s engineer.',
    category: 'ceramics',
    sellerUsername: 'linden_gallery',
    startingPrice: dollars(40),
    bidIncrement: dollars(5),
    estimate: estimate(85, 130),
    shippingPrice: dollars(16),
    popularity: 0.45,
    shots: [
      standing(sakeSet, {
        paper: 'slate',
        size: 0.66,
        y: 0.82,
        polished: true,
        alt: 'A white flask and cup with blue bands',
      }),
    ],
  },
  {
    title: 'Stoneware storage jar under ash glaze',
    description:
      'A wood-fired jar with natural ash fallen on one shoulder and run in olive threads to the foot. Two lines of combing at the waist, lid with a low knob. A pressure crack in the base from the firing, sealed in the kiln. Height 33 cm.',
    provenance: 'Acquired at the opening of the kiln, 1981.',
    category: 'ceramics',
    sellerUsername: 'linden_gallery',
    startingPrice: dollars(140),
    reservePrice: dollars(240),
    estimate: estimate(260, 380),
    shippingPrice: dollars(55),
    popularity: 0.4,
    shots: [
      standing(jar, { paper: 'sage', size: 0.7, alt: 'A lidded stoneware jar in olive-grey glaze' }),
      group('floor', { paper: 'sage', alt: 'The jar beside a smaller one in dark glaze, for scale' }, [
        { subject: darkJar, size: 0.42, x: 0.7, y: 0.76 },
        { subject: jar, size: 0.6, x: 0.4, y: 0.85 },
      ]),
    ],
  },
  {
    title: 'Porcelain swan, modelled in the round',
    description:
      'A centrepiece of a swan at rest, hard-paste porcelain with an ivory glaze, the bill enamelled. The neck is unrestored, which is the first thing to look for. A flat chip under the tail, out of sight. Length 29 cm.',
    provenance: 'One of a set of four that stood on the table of a grand hotel.',
    category: 'ceramics',
    sellerUsername: 'linden_gallery',
    startingPrice: dollars(110),
    estimate: estimate(200, 300),
    shippingPrice: dollars(28),
    popularity: 0.5,
    shots: [
      standing(swan, {
        paper: 'teal',
        size: 0.74,
        polished: true,
        y: 0.82,
        alt: 'A white porcelain swan on a dark polished floor',
      }),
    ],
  },
  {
    title: 'White-glazed elephant, incense burner',
    description:
      'An elephant in milk-white glaze with a faint blue crackle, hollow, smoke leaving by the trunk. The saddle-cloth lid is lost and the opening has been ground smooth. Stands squarely; one ear has a glaze chip of two millimetres.',
    provenance: 'From the study of a botanist.',
    category: 'ceramics',
    sellerUsername: 'seller',
    startingPrice: dollars(45),
    estimate: estimate(80, 130),
    shippingPrice: dollars(14),
    popularity: 0.3,
    shots: [standing(elephant, { paper: 'rose', size: 0.7, alt: 'A white-glazed elephant' })],
  },
];
