import { dollars, estimate } from './amounts.ts';
import { brassParts, deepRed, repaint, silver } from './finishes.ts';
import { lying, made, object, standing } from './shots.ts';
import type { DemoLot } from './types.ts';

const violin = object('violin', { hues: [0, 60], chroma: 1.7, lightness: 1.06, hue: 46 });
const guitar = object(
  'guitar',
  { hues: [290, 345], chromas: [0, 0.06], lightnesses: [0.86, 1], hue: 88 },
  { hues: [335, 48], hue: 48, chroma: 0.72, lightness: 0.98 },
  { hues: [262, 345], hue: 55, chroma: 0.45 },
);
const saxophone = object('saxophone', brassParts);
const cornet = object('trumpet', { hues: [30, 112], hue: 84, chroma: 0.78 });
const accordion = object('accordion', deepRed);
const banjo = object('banjo', { hues: [0, 60], hue: 56, chroma: 1.5 });
const drum = object('drum', repaint(255, 0.62, 0.8));
const microphone = made('studio-microphone', silver);

export const instruments: readonly DemoLot[] = [
  {
    title: 'Mittenwald violin, circa 1920, with two bows',
    description:
      'A three-quarter violin from a Mittenwald workshop, about 1920, in its first red-brown varnish, the back in two pieces of lively maple. One rib on the bass side has an old, sound repair; the table is free of cracks. New strings and bridge; it plays evenly over all four. In a fitted case, with two nickel-mounted bows, one to be rehaired.',
    provenance: 'Bought new by a schoolmaster in Garmisch, and played in the same family until last year.',
    category: 'instruments',
    sellerUsername: 'atelier_brandt',
    startingPrice: dollars(400),
    reservePrice: dollars(850),
    estimate: estimate(900, 1300),
    shippingPrice: dollars(55),
    popularity: 0.95,
    shots: [
      lying(violin, { paper: 'sand', alt: 'A red-brown violin with its bow laid across it' }),
      lying(violin, {
        paper: 'mist',
        turn: -36,
        size: 1.2,
        x: 0.5,
        y: 0.42,
        alt: 'The violin upright, close enough to see the sound holes',
      }),
      lying(violin, {
        paper: 'forest',
        turn: 48,
        size: 0.74,
        alt: 'The violin lying on its side on green cloth',
      }),
    ],
  },
  {
    title: 'Solid-body electric guitar, amber finish, 1962',
    description:
      'An early double-cutaway in amber over ash, with its two single-coil pickups and the first wiring harness. The neck is straight with most of its fret height; the finish is checked all over, as it should be, with honest wear behind the bridge. One tuner button is a period replacement. Hard case lined in plush.',
    provenance: 'From a session player who recorded with it for four decades.',
    category: 'instruments',
    sellerUsername: 'atelier_brandt',
    startingPrice: dollars(2400),
    reservePrice: dollars(5000),
    estimate: estimate(5500, 7500),
    shippingPrice: dollars(70),
    popularity: 1,
    shots: [
      lying(guitar, { paper: 'teal', alt: 'An amber electric guitar with a white pickguard' }),
      lying(guitar, {
        paper: 'cream',
        turn: -45,
        size: 0.92,
        window: true,
        alt: 'The guitar upright in window light',
      }),
      lying(guitar, {
        paper: 'teal',
        size: 1.35,
        x: 0.62,
        y: 0.3,
        alt: 'Its body, pickups and bridge from close up',
      }),
    ],
  },
  {
    title: 'Alto saxophone in gold lacquer, 1958',
    description:
      'A professional alto with bell keys on the right, engraved from bow to rim, retaining about four-fifths of its lacquer. Overhauled two years ago with new pads and corks; the action is quick and quiet, and it speaks down to the low B flat without coaxing. A small ding in the bow has been raised. Case worn, mouthpiece not included.',
    provenance: 'The second instrument of a radio dance orchestra, sold by the player’s niece.',
    category: 'instruments',
    sellerUsername: 'atelier_brandt',
    startingPrice: dollars(900),
    estimate: estimate(1600, 2200),
    shippingPrice: dollars(65),
    popularity: 0.7,
    shots: [
      lying(saxophone, { paper: 'ink', size: 0.84, alt: 'A golden alto saxophone on a dark ground' }),
      lying(saxophone, {
        paper: 'ink',
        size: 1.3,
        x: 0.66,
        y: 0.34,
        alt: 'The bell of the saxophone from close up',
      }),
    ],
  },
  {
    title: 'Pocket cornet, brass with silvered mouthpiece',
    description:
      'A full-length B flat cornet wound into half the space, made for a travelling bandsman around 1910. Valves have fresh felts and good compression; the tuning slide moves. Tarnish left as found, two shallow dents in the bell bow. It sounds a good deal larger than it looks.',
    provenance: 'From the music room of a closed seaside hotel.',
    category: 'instruments',
    sellerUsername: 'atelier_brandt',
    startingPrice: dollars(120),
    buyNowPrice: dollars(420),
    estimate: estimate(260, 380),
    shippingPrice: dollars(28),
    popularity: 0.45,
    shots: [
      lying(cornet, { paper: 'bordeaux', alt: 'A small brass cornet lying on dark red cloth' }),
      lying(cornet, {
        paper: 'sand',
        turn: 52,
        size: 0.84,
        alt: 'The cornet from the side, on sand-coloured paper',
      }),
    ],
  },
  {
    title: 'Piano accordion, 120 bass, in red pearloid',
    description:
      'A concert-size accordion with four treble voices and eleven registers, in red pearloid with ivory-coloured keys. Bellows are airtight and the leather straps were renewed; two bass buttons stick in damp weather. Reeds are in tune to 442. Heavy, loud and very cheerful.',
    provenance: 'Played at village dances in the Jura until the owner’s ninetieth birthday.',
    category: 'instruments',
    sellerUsername: 'atelier_brandt',
    startingPrice: dollars(250),
    reservePrice: dollars(450),
    estimate: estimate(500, 700),
    shippingPrice: dollars(75),
    popularity: 0.4,
    shots: [
      standing(accordion, {
        paper: 'cream',
        size: 0.72,
        alt: 'A red piano accordion, its bellows half open',
      }),
    ],
  },
  {
    title: 'Open-back banjo, maple pot, about 1900',
    description:
      'A five-string banjo with a spun rim on maple, twenty-four brackets and a friction fifth peg. The neck has been reset and carries a fresh skin head; a hairline at the heel is glued and stable. Nylon strings at a low action. The dowel stick is stamped with a retailer’s address that no longer exists.',
    provenance: 'Found in the rafters of a boat-house when the roof was renewed.',
    category: 'instruments',
    sellerUsername: 'atelier_brandt',
    startingPrice: dollars(180),
    estimate: estimate(350, 500),
    shippingPrice: dollars(45),
    popularity: 0.35,
    shots: [lying(banjo, { paper: 'sage', size: 0.84, alt: 'A five-string banjo with a white skin head' })],
  },
  {
    title: 'Regimental side drum in blue, with sticks',
    description:
      'A rope-tensioned side drum with blue painted hoops and white cord, the shell of brass under old polish. Both heads are later plastic, so it can be played; the first calfskin batter comes with it. Paint rubbed at the hoops, one ear of leather missing. With a pair of turned hickory sticks.',
    provenance: 'From the band room of a disbanded volunteer fire brigade.',
    category: 'instruments',
    sellerUsername: 'seller',
    startingPrice: dollars(90),
    estimate: estimate(160, 240),
    shippingPrice: dollars(48),
    popularity: 0.3,
    shots: [
      standing(drum, { paper: 'blush', size: 0.72, alt: 'A blue side drum with two sticks resting on it' }),
    ],
  },
  {
    title: 'Ribbon microphone for broadcast, 1940s, on its stand',
    description:
      'A figure-of-eight ribbon microphone in a satin nickel housing, made for speech studios. The ribbon was replaced and the output transformer tested; it is warm, low in level and needs a quiet amplifier. Yoke and desk stand are its own. Light pitting on the base, the maker’s plate removed long ago.',
    provenance: 'From the stores of a municipal broadcaster, dispersed in 1978.',
    category: 'instruments',
    sellerUsername: 'atelier_brandt',
    startingPrice: dollars(300),
    reservePrice: dollars(600),
    estimate: estimate(650, 900),
    shippingPrice: dollars(32),
    popularity: 0.6,
    shots: [
      standing(microphone, {
        paper: 'slate',
        size: 0.74,
        polished: true,
        alt: 'A silver studio microphone on a dark polished floor',
      }),
      standing(microphone, {
        paper: 'slate',
        size: 1.3,
        y: 1.24,
        alt: 'The grille of the microphone from close up',
      }),
    ],
  },
];
