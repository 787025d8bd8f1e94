import { dollars, estimate } from './amounts.ts';
import { gold, reglaze } from './finishes.ts';
import { group, lying, made, object, standing } from './shots.ts';
import type { DemoLot } from './types.ts';

const goldBand = {
  chromas: [0, 0.1],
  lightnesses: [0.4, 1],
  hue: 84,
  chroma: 0,
  addChroma: 0.1,
  lightness: 0.94,
} as const;
const sapphireRing = object('ring', reglaze(259, 0.95, 0.8));
const emeraldRing = object('ring', goldBand, {
  hues: [200, 275],
  chromas: [0.1, 1],
  hue: 158,
  chroma: 0.85,
  lightness: 0.86,
});
const aquamarine = object('gem-stone', { hues: [180, 275], hue: 215, chroma: 0.62, lightness: 1.08 });
const garnet = object('gem-stone', { hues: [180, 275], hue: 18, chroma: 1.05, lightness: 0.72 });
const crown = object(
  'crown',
  { hues: [30, 112], hue: 84, chroma: 0.82 },
  { hues: [345, 29], hue: 20, lightness: 0.85 },
);
const amberBeads = object(
  'prayer-beads',
  { hues: [30, 80], hue: 66, chroma: 1.5, lightness: 0.82 },
  { hues: [340, 30], hue: 30, chroma: 0.7, lightness: 0.7 },
);
const lilyBrooch = made('fleur-de-lis', gold);
const butterflyBrooch = object(
  'butterfly',
  { hues: [15, 60], hue: 210, chroma: 0.6 },
  { hues: [262, 330], hue: 80, chroma: 0.5, lightness: 1.5 },
);

export const jewellery: readonly DemoLot[] = [
  {
    title: 'Sapphire solitaire in platinum, 1.6 carats, 1930s',
    description:
      'A cushion-cut sapphire of an even cornflower blue in a high platinum setting, the shoulders plain. Natural and unheated according to the laboratory report that comes with it; a needle under the table shows at ten times and to nobody’s eye. Size 53, can be altered. Claws checked.',
    provenance: 'An engagement ring of 1936, sold by the granddaughter.',
    category: 'jewellery',
    sellerUsername: 'maison_orsel',
    startingPrice: dollars(1200),
    reservePrice: dollars(2300),
    estimate: estimate(2500, 3400),
    shippingPrice: dollars(25),
    popularity: 0.9,
    shots: [
      standing(sapphireRing, {
        paper: 'ink',
        size: 0.66,
        y: 0.82,
        polished: true,
        alt: 'A platinum ring with a blue sapphire on a dark polished floor',
      }),
      standing(sapphireRing, {
        paper: 'ink',
        size: 1.25,
        y: 1.3,
        alt: 'The sapphire and its setting from close up',
      }),
      standing(sapphireRing, {
        paper: 'lilac',
        size: 0.6,
        y: 0.8,
        window: true,
        alt: 'The ring in daylight',
      }),
    ],
  },
  {
    title: 'Emerald ring in yellow gold, step-cut, 2.1 carats',
    description:
      'A step-cut emerald of a soft, gardened green in a hand-made 18-carat mount. Minor oil, as stated in the report; one surface-reaching feather at a corner, protected by the claw. The band is slightly out of round from wear. Size 55.',
    provenance: 'From a private collection formed in Antwerp.',
    category: 'jewellery',
    sellerUsername: 'maison_orsel',
    startingPrice: dollars(900),
    estimate: estimate(1700, 2300),
    shippingPrice: dollars(22),
    popularity: 0.75,
    shots: [
      standing(emeraldRing, {
        paper: 'blush',
        size: 0.66,
        y: 0.82,
        polished: true,
        alt: 'A gold ring with a green emerald',
      }),
    ],
  },
  {
    title: 'Unmounted aquamarine, 14.2 carats, brilliant-cut',
    description:
      'A large, clean stone of clear sea-blue, cut with a crisp table and a full crown. Free of inclusions to the eye; the girdle has one tiny bruise that a setting will cover. Offered loose, in a folded paper with its weight in an old hand.',
    provenance: 'Acquired at the mine’s sorting office in 1972.',
    category: 'jewellery',
    sellerUsername: 'maison_orsel',
    startingPrice: dollars(700),
    buyNowPrice: dollars(2400),
    estimate: estimate(1400, 1900),
    shippingPrice: dollars(20),
    popularity: 0.6,
    shots: [
      standing(aquamarine, {
        paper: 'slate',
        size: 0.66,
        y: 0.8,
        polished: true,
        alt: 'A large pale blue cut stone',
      }),
    ],
  },
  {
    title: 'Three garnets, graduated, 11 carats together',
    description:
      'Three wine-red almandines from one crystal, matched in colour and cut as brilliants, the largest 5.4 carats. They hold their red under lamplight, where many turn brown. Small natural needles; no chips. Suited to a pendant and a pair of ear-rings.',
    provenance: 'Cut in the seller’s own workshop from rough bought in the 1990s.',
    category: 'jewellery',
    sellerUsername: 'maison_orsel',
    startingPrice: dollars(180),
    estimate: estimate(320, 450),
    shippingPrice: dollars(12),
    popularity: 0.4,
    shots: [
      group('floor', { paper: 'cream', alt: 'Three red cut stones in graduated sizes' }, [
        { subject: garnet, size: 0.4, x: 0.34, y: 0.72 },
        { subject: garnet, size: 0.32, x: 0.71, y: 0.77, turn: 6 },
        { subject: garnet, size: 0.25, x: 0.46, y: 0.87, turn: -8 },
      ]),
    ],
  },
  {
    title: 'Theatre crown in gilt brass with paste stones',
    description:
      'A stage crown of five points, gilt over brass and set with red and blue paste, lined in faded velvet. Two stones replaced with near matches; the gilding is rubbed where it was lifted on and off for three hundred performances. It fits a head of 57 cm, and fits it well.',
    provenance: 'Wardrobe of a provincial opera house, its inventory number in ink on the lining.',
    category: 'jewellery',
    sellerUsername: 'linden_gallery',
    startingPrice: dollars(150),
    reservePrice: dollars(300),
    estimate: estimate(350, 500),
    shippingPrice: dollars(30),
    popularity: 0.7,
    shots: [
      standing(crown, {
        paper: 'bordeaux',
        size: 0.72,
        y: 0.82,
        polished: true,
        alt: 'A gilt crown set with red and blue stones',
      }),
      standing(crown, {
        paper: 'bordeaux',
        size: 1.3,
        y: 1.2,
        alt: 'The stones along the crown’s rim from close up',
      }),
    ],
  },
  {
    title: 'Rope of Baltic amber beads with silk tassel',
    description:
      'Graduated round beads of honey amber, knotted between each and finished with a russet tassel. All natural, several with the dust of old forests inside; tested in salt water. Restrung last winter. The smallest bead has a chip on its inner side.',
    provenance: 'Collected bead by bead along the Curonian coast.',
    category: 'jewellery',
    sellerUsername: 'maison_orsel',
    startingPrice: dollars(90),
    estimate: estimate(170, 250),
    shippingPrice: dollars(9),
    popularity: 0.5,
    shots: [
      lying(amberBeads, { paper: 'forest', size: 0.82, alt: 'A string of amber beads with a red tassel' }),
    ],
  },
  {
    title: 'Lily brooch in 18-carat gold, about 1890',
    description:
      'A fleur-de-lis modelled in the round and finished by hand with a fine matt stipple, the edges left bright. Hinge and hook sound, the pin shortened once. Marked on the tongue. Sits flat and does not turn.',
    provenance: 'From the jewel box of a Lyon silk merchant’s family.',
    category: 'jewellery',
    sellerUsername: 'maison_orsel',
    startingPrice: dollars(260),
    reservePrice: dollars(420),
    estimate: estimate(450, 600),
    shippingPrice: dollars(14),
    popularity: 0.45,
    shots: [
      lying(lilyBrooch, { paper: 'teal', size: 0.7, alt: 'A gold brooch in the shape of a lily' }),
      lying(lilyBrooch, {
        paper: 'lilac',
        size: 0.62,
        turn: 24,
        window: true,
        alt: 'The brooch at an angle, in daylight',
      }),
    ],
  },
  {
    title: 'Butterfly brooch, window enamel and gilt silver',
    description:
      'A butterfly of about 1905 with wings of translucent blue-green enamel, open at the back so that light comes through, in a setting of gilt silver. The enamel is intact, which is rare; two antennae have been re-soldered. Later safety catch.',
    provenance: 'Bought by the seller’s great-aunt at an exhibition of applied arts.',
    category: 'jewellery',
    sellerUsername: 'maison_orsel',
    startingPrice: dollars(220),
    estimate: estimate(480, 700),
    shippingPrice: dollars(12),
    popularity: 0.65,
    shots: [
      lying(butterflyBrooch, {
        paper: 'blush',
        size: 0.78,
        turn: 10,
        alt: 'A butterfly brooch with blue-green enamel wings',
      }),
      lying(butterflyBrooch, { paper: 'ink', size: 0.72, turn: -16, alt: 'The butterfly on a dark ground' }),
    ],
  },
];
