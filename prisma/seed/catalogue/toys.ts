import { dollars, estimate } from './amounts.ts';
import { boxwood, brassParts, deepRed, ebony } from './finishes.ts';
import { group, lying, made, object, standing } from './shots.ts';
import type { DemoLot } from './types.ts';

const bear = object('teddy-bear', { hues: [20, 100], chroma: 0.82, lightness: 0.97, hue: 64 });
const doll = object('nesting-dolls', deepRed);
const blueDoll = object('nesting-dolls', { hues: [345, 25], hue: 250, chroma: 0.55, lightness: 0.8 });
const greenDoll = object('nesting-dolls', { hues: [345, 25], hue: 155, chroma: 0.5, lightness: 0.8 });
const horse = object('carousel-horse', deepRed);
const robot = object('robot', deepRed);
const rocket = object('rocket', deepRed);
const locomotive = object('locomotive', deepRed, brassParts);
const whitePawn = made('chess-pawn', boxwood);
const blackPawn = made('chess-pawn', ebony);
const kite = object('kite', { chroma: 0.82 });

export const toys: readonly DemoLot[] = [
  {
    title: 'Mohair bear with working growler, 1952',
    description:
      'A golden mohair bear of 42 cm, fully jointed, with felt pads and a growler that answers when he is tipped. Plush good on the body and thin where he was held, on the left paw and the back of the head. Pads re-covered in old felt. He sits by himself.',
    provenance: 'With the one child who owned him, until this week.',
    category: 'toys',
    sellerUsername: 'seller',
    startingPrice: dollars(60),
    estimate: estimate(140, 220),
    shippingPrice: dollars(14),
    popularity: 0.75,
    shots: [
      standing(bear, { paper: 'cream', size: 0.76, y: 0.87, alt: 'A golden mohair bear, sitting' }),
      standing(bear, { paper: 'cream', size: 1.35, y: 1.42, alt: 'The bear’s face from close up' }),
      standing(bear, { paper: 'sky', size: 0.68, y: 0.84, window: true, alt: 'The bear by a window' }),
    ],
  },
  {
    title: 'Nesting dolls, three of a set, hand-painted lime wood',
    description:
      'The three largest of a set of seven, turned from lime and painted in tempera, each with a shawl of her own colour. The halves close with a soft pop. Paint bright, with rubbing at the joints; the smallest has an old split, glued.',
    provenance: 'From the toy cupboard of a boarding house in Riga.',
    category: 'toys',
    sellerUsername: 'seller',
    startingPrice: dollars(30),
    bidIncrement: dollars(5),
    estimate: estimate(70, 110),
    shippingPrice: dollars(9),
    popularity: 0.55,
    shots: [
      group('floor', { paper: 'sand', alt: 'Three painted wooden dolls in a row, red, blue and green' }, [
        { subject: greenDoll, size: 0.36, x: 0.76, y: 0.77 },
        { subject: blueDoll, size: 0.48, x: 0.57, y: 0.81 },
        { subject: doll, size: 0.62, x: 0.31, y: 0.85 },
      ]),
      standing(doll, { paper: 'sage', size: 0.74, alt: 'The largest doll alone' }),
    ],
  },
  {
    title: 'Carousel galloper, carved and painted, with brass pole',
    description:
      'An outside-row horse from a small travelling carousel, carved in lime about 1910, in its third and last coat of park paint. Real leather to the bridle, glass eye bright, tail replaced in yarn. A shake along the belly is old and dry. On a later stand, with its pole.',
    provenance: 'From a fairground family that wintered at the same farm for five generations.',
    category: 'toys',
    sellerUsername: 'linden_gallery',
    startingPrice: dollars(1100),
    reservePrice: dollars(2200),
    estimate: estimate(2400, 3400),
    shippingPrice: null,
    popularity: 0.9,
    shots: [
      standing(horse, {
        paper: 'blush',
        size: 0.78,
        y: 0.88,
        alt: 'A carved carousel horse with a red saddle on a brass pole',
      }),
      standing(horse, {
        paper: 'blush',
        size: 1.35,
        x: 0.68,
        y: 1.42,
        alt: 'The carved head and mane from close up',
      }),
      standing(horse, {
        paper: 'forest',
        size: 0.72,
        mirrored: true,
        polished: true,
        y: 0.84,
        alt: 'The horse from its other side, on a dark floor',
      }),
    ],
  },
  {
    title: 'Tinplate robot bank, lithographed, 1950s',
    description:
      'A money bank in the shape of a robot’s head: a coin in the slot rolls the eyes and sets the ears ringing. Lithography bright with light scratches at the crown. The trap in the base has its key. Mechanism wound and tested with more coins than was strictly needed.',
    provenance: 'From a watchmaker’s shop window.',
    category: 'toys',
    sellerUsername: 'seller',
    startingPrice: dollars(75),
    estimate: estimate(150, 230),
    shippingPrice: dollars(12),
    popularity: 0.65,
    shots: [
      standing(robot, {
        paper: 'slate',
        size: 0.72,
        y: 0.82,
        polished: true,
        alt: 'A white tin robot’s head with red ears',
      }),
      standing(robot, { paper: 'blush', size: 0.64, y: 0.82, alt: 'The robot on pink paper' }),
    ],
  },
  {
    title: 'Moon rocket, pressed tin, friction drive',
    description:
      'A red and silver moon rocket of about 1960 with a rubber nose and a friction motor that still throws sparks behind its mica window. One fin has been straightened. The box is missing its end flaps and is included, with the drawing of a much larger rocket on the lid.',
    provenance: 'Second owner; the first was his brother.',
    category: 'toys',
    sellerUsername: 'seller',
    startingPrice: dollars(50),
    buyNowPrice: dollars(190),
    estimate: estimate(90, 150),
    shippingPrice: dollars(10),
    popularity: 0.5,
    shots: [lying(rocket, { paper: 'ink', size: 0.8, alt: 'A red and silver toy rocket on a dark ground' })],
  },
  {
    title: 'Live-steam locomotive, gauge 1, in black and red',
    description:
      'A spirit-fired locomotive with brass fittings, made in small numbers for a model engineer’s shop in the 1930s. Boiler tested last autumn to twice its working pressure, certificate included. Paint old and honest, the cow-catcher re-riveted. Runs for eleven minutes on one filling.',
    provenance: 'Built up by a signalman who had wanted to be a driver.',
    category: 'toys',
    sellerUsername: 'marchmont_garage',
    startingPrice: dollars(500),
    reservePrice: dollars(900),
    estimate: estimate(950, 1400),
    shippingPrice: dollars(45),
    popularity: 0.7,
    shots: [
      standing(locomotive, { paper: 'forest', size: 0.78, alt: 'A black and red model steam locomotive' }),
      standing(locomotive, {
        paper: 'sand',
        size: 0.7,
        mirrored: true,
        y: 0.82,
        window: true,
        alt: 'The locomotive from its other side',
      }),
    ],
  },
  {
    title: 'Boxwood and ebony chess set, weighted, complete',
    description:
      'A full set of thirty-two in turned boxwood and ebony, weighted with lead and felted, the king 95 mm. All original to one another; one black rook has lost the tip of a battlement and one white pawn has a knot for a face. In a mahogany box with a sliding lid.',
    provenance: 'From a coffee house, where it belonged to the second table.',
    category: 'toys',
    sellerUsername: 'linden_gallery',
    startingPrice: dollars(180),
    estimate: estimate(320, 460),
    shippingPrice: dollars(20),
    popularity: 0.6,
    shots: [
      group(
        'floor',
        {
          paper: 'clay',
          polished: true,
          alt: 'Two pawns, one of boxwood and one of ebony, with more behind them',
        },
        [
          { subject: blackPawn, size: 0.42, x: 0.2, y: 0.72 },
          { subject: whitePawn, size: 0.42, x: 0.82, y: 0.72 },
          { subject: blackPawn, size: 0.6, x: 0.62, y: 0.8 },
          { subject: whitePawn, size: 0.68, x: 0.37, y: 0.87 },
        ],
      ),
      standing(whitePawn, { paper: 'cocoa', size: 0.74, polished: true, alt: 'The pawn with the knot' }),
    ],
  },
  {
    title: 'Hand-sewn silk kite with bow-tie tail',
    description:
      'A single-line kite of four silks on split bamboo, sewn with flat seams and flown, by the look of it, often. A small darn in the yellow. Tail of knotted ribbons, line on a turned winder. It needs a steady breeze and room to run.',
    provenance: 'Made by a sail-maker for his daughters.',
    category: 'toys',
    sellerUsername: 'seller',
    startingPrice: dollars(20),
    bidIncrement: dollars(2),
    estimate: estimate(40, 65),
    shippingPrice: dollars(0),
    popularity: 0.25,
    shots: [
      lying(kite, { paper: 'sky', size: 0.82, alt: 'A silk kite in four colours with a tail of ribbons' }),
    ],
  },
];
