import { dollars, estimate } from './amounts.ts';
import { basalt, bronze, clearGlass, jade } from './finishes.ts';
import { framed, hanging, lying, made, object, onPlinth, standing } from './shots.ts';
import type { DemoLot } from './types.ts';

const print = { chroma: 0.62, lightness: 0.96 } as const;
const lake = framed({
  icon: 'national-park',
  finish: [print],
  view: [3, 3.5, 26, 24],
  moulding: '#7d5233',
  mouldingWidth: 4.5,
  mountWidth: 10,
});
const bridge = framed({
  icon: 'bridge-at-night',
  finish: [{ chroma: 0.8 }],
  view: [3, 3, 26, 26],
  moulding: '#2b2825',
  mouldingWidth: 3,
  mountWidth: 11,
});
const hills = framed({
  icon: 'sunrise-over-mountains',
  finish: [print],
  view: [3, 3, 26, 26],
  moulding: '#b98d45',
  mouldingWidth: 9,
  mountWidth: 0,
});
const masks = object(
  'performing-arts',
  { hues: [200, 262], hue: 215, chroma: 0.5, lightness: 0.92 },
  { hues: [40, 100], hue: 78, chroma: 0.75 },
);
const stoneHead = made('moai', basalt);
const bronzeHorse = made('horse', bronze);
const mirror = object('mirror', { hues: [40, 112], hue: 84, chroma: 0.72, lightness: 0.94 }, clearGlass);
const dragon = made('dragon', jade);

export const art: readonly DemoLot[] = [
  {
    title: 'Lake with two peaks, colour woodcut in five blocks',
    description:
      'A woodcut in five colours on laid paper, the mountains printed in violet over blue, numbered 14 of 60 in pencil. Full margins, fresh colour, a soft crease in the lower left corner outside the image. Framed in stained oak behind glass.',
    provenance: 'Bought from the printmaker at a village exhibition, 1926, and not moved since.',
    category: 'art',
    sellerUsername: 'linden_gallery',
    startingPrice: dollars(180),
    reservePrice: dollars(320),
    estimate: estimate(350, 500),
    shippingPrice: dollars(38),
    popularity: 0.65,
    shots: [
      hanging(lake, {
        paper: 'cream',
        window: true,
        alt: 'A framed print of a blue lake with mountains behind it',
      }),
      hanging(lake, {
        paper: 'cream',
        size: 1.5,
        x: 0.4,
        y: 0.6,
        alt: 'The water and the far shore from close up',
      }),
    ],
  },
  {
    title: 'Suspension bridge by night, screenprint, artist’s proof',
    description:
      'A screenprint in eight colours of a bridge under a sickle moon, marked as an artist’s proof beside the edition of seventy-five. Colours unfaded, sheet flat; a pinhole in each upper corner, covered by the mount. Black frame with museum glass.',
    provenance: 'From the printer’s own drawer.',
    category: 'art',
    sellerUsername: 'linden_gallery',
    startingPrice: dollars(240),
    estimate: estimate(480, 700),
    shippingPrice: dollars(42),
    popularity: 0.7,
    shots: [
      hanging(bridge, { paper: 'sage', alt: 'A framed print of a red bridge at night' }),
      hanging(bridge, { paper: 'slate', size: 0.68, window: true, alt: 'The print on a dark wall' }),
    ],
  },
  {
    title: 'Sun over the hills, oil on board, gilt frame',
    description:
      'An oil sketch painted fast, before the light went, in broad strokes of blue and gold. Signed with initials that we have not resolved. Surface sound under a thin varnish; the frame has losses to the composition at two corners. Board 40 by 40 cm.',
    provenance: 'From the dispersal of a painters’ colony’s dining room.',
    category: 'art',
    sellerUsername: 'linden_gallery',
    startingPrice: dollars(300),
    reservePrice: dollars(700),
    estimate: estimate(750, 1100),
    shippingPrice: dollars(65),
    popularity: 0.5,
    shots: [
      hanging(hills, { paper: 'rose', size: 0.7, alt: 'A gilt-framed painting of the sun over mountains' }),
    ],
  },
  {
    title: 'Two theatre masks, papier mâché, painted',
    description:
      'Comedy and tragedy in papier mâché over clay moulds, painted in blue and ochre and made to be seen from the gallery. Strap holes worn, linings signed by two different actors. Comedy has a mended cheek; tragedy, as one would hope, is perfect.',
    provenance: 'From a student theatre that performed in a riding school.',
    category: 'art',
    sellerUsername: 'linden_gallery',
    startingPrice: dollars(70),
    estimate: estimate(130, 200),
    shippingPrice: dollars(24),
    popularity: 0.45,
    shots: [
      lying(masks, { paper: 'bordeaux', size: 0.8, alt: 'A laughing blue mask and a weeping yellow one' }),
    ],
  },
  {
    title: 'Carved head in basalt, on a limestone block',
    description:
      'A long-browed head cut direct from basalt by a sculptor who had seen the great ones and made no secret of it. Tool marks left on the back, the face rubbed smooth. Mid-twentieth century, unsigned. Height 44 cm with the block; heavier than it looks.',
    provenance: 'From the courtyard of an architect’s house.',
    category: 'art',
    sellerUsername: 'linden_gallery',
    startingPrice: dollars(350),
    reservePrice: dollars(600),
    estimate: estimate(650, 900),
    shippingPrice: dollars(140),
    popularity: 0.4,
    shots: [
      onPlinth(stoneHead, {
        paper: 'clay',
        plinth: { shape: 'square', colour: '#e4dccb', height: 18 },
        plinthSize: 0.56,
        size: 0.62,
        alt: 'A carved stone head on a pale block',
      }),
      standing(stoneHead, { paper: 'clay', size: 1.05, y: 1.14, alt: 'The brow and nose from close up' }),
    ],
  },
  {
    title: 'Prancing horse, bronze, brown patina',
    description:
      'A lost-wax bronze of a horse on three legs, the mane chased after casting, with a warm brown patina rubbed golden at the muzzle by generations of passing hands. Foundry mark under the belly. Tail re-pinned, firm. Height 31 cm.',
    provenance: 'From a notary’s waiting room.',
    category: 'art',
    sellerUsername: 'linden_gallery',
    startingPrice: dollars(600),
    reservePrice: dollars(1100),
    estimate: estimate(1200, 1700),
    shippingPrice: dollars(80),
    popularity: 0.75,
    shots: [
      onPlinth(bronzeHorse, {
        paper: 'moss',
        plinth: { shape: 'round', colour: '#e9e1d2', height: 14 },
        plinthSize: 0.64,
        size: 0.66,
        alt: 'A bronze horse on a round plinth',
      }),
      standing(bronzeHorse, {
        paper: 'cocoa',
        size: 1.3,
        x: 0.66,
        y: 1.36,
        alt: 'The horse’s head from close up',
      }),
      onPlinth(bronzeHorse, {
        paper: 'sand',
        plinth: { shape: 'round', colour: '#e9e1d2', height: 14 },
        plinthSize: 0.64,
        size: 0.66,
        mirrored: true,
        alt: 'The horse from its other side',
      }),
    ],
  },
  {
    title: 'Giltwood wall mirror, eight-lobed',
    description:
      'A mirror in a carved and water-gilt frame of eight lobes, the plate old, softly foxed at the edge and kind to everyone. Gilding worn to the red ground on the high points. Small losses at the back. Height 70 cm; hangs from a single ring.',
    provenance: 'From the dressing room of a Trieste apartment.',
    category: 'art',
    sellerUsername: 'linden_gallery',
    startingPrice: dollars(200),
    buyNowPrice: dollars(680),
    estimate: estimate(380, 520),
    shippingPrice: dollars(95),
    popularity: 0.5,
    shots: [hanging(mirror, { paper: 'teal', size: 0.82, alt: 'A gilt wall mirror with a lobed frame' })],
  },
  {
    title: 'Dragon in green hardstone, carved in the round',
    description:
      'A rearing dragon cut from one piece of mottled green stone, its mane and scales worked with small abrasive wheels. Natural veining through the body, one claw repolished after a chip. Twentieth century, finely finished even beneath. Height 19 cm.',
    provenance: 'From a shipping agent’s collection formed between the wars.',
    category: 'art',
    sellerUsername: 'linden_gallery',
    startingPrice: dollars(260),
    estimate: estimate(480, 680),
    shippingPrice: dollars(60),
    popularity: 0.6,
    shots: [
      onPlinth(dragon, {
        paper: 'ink',
        plinth: { shape: 'round', colour: '#4a4540', height: 12 },
        size: 0.64,
        alt: 'A green stone dragon on a dark plinth',
      }),
      standing(dragon, {
        paper: 'blush',
        size: 0.74,
        mirrored: true,
        alt: 'The dragon from its other side, on pink paper',
      }),
    ],
  },
];
