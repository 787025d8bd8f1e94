/** A watch, seen square on: strap, case, dial and hands, at ten past ten as in every catalogue. */
import { fromHex, toHex } from './colour.ts';
import type { Drawing } from './draw-subject.ts';

export interface Watch {
  /** `#rrggbb` of the case's metal, dial, marks and hands, strap. */
  readonly metal: string;
  readonly dial: string;
  readonly marks: string;
  /** null: a pocket watch, with a bow at the top. */
  readonly strap: string | null;
  readonly face: 'batons' | 'chronograph' | 'diver' | 'pocket';
}

const units = 100;
const centre = 50;

const lifted = (colour: string, lift: number): string => {
  const base = fromHex(colour);
  return toHex({ ...base, lightness: base.lightness + lift });
};

interface Polar {
  readonly radius: number;
  /** Degrees clockwise from twelve. */
  readonly angle: number;
}

function point(
  { radius, angle }: Polar,
  at: { readonly x: number; readonly y: number } = { x: centre, y: centre },
): string {
  const radians = ((angle - 90) * Math.PI) / 180;
  return `${(at.x + radius * Math.cos(radians)).toFixed(2)} ${(at.y + radius * Math.sin(radians)).toFixed(2)}`;
}

const ray = (angle: number, from: number, to: number): string =>
  `M${point({ radius: from, angle })}L${point({ radius: to, angle })}`;

const every = (count: number): number[] => Array.from({ length: count }, (_, index) => (index * 360) / count);

function strapSvg(colour: string): string {
  const [dark, light] = [lifted(colour, -0.1), lifted(colour, 0.07)];
  const band = (y: number, height: number): string =>
    `<rect x="36" y="${y}" width="28" height="${height}" rx="3" fill="url(#strap)"/>
     <path d="M39 ${y + 2}v${height - 4}M61 ${y + 2}v${height - 4}" stroke="${lifted(colour, 0.3)}" stroke-width=".55" stroke-dasharray="1.5 1.1" opacity=".75"/>`;
  return `<defs><linearGradient id="strap"><stop stop-color="${dark}"/><stop offset=".25" stop-color="${light}"/><stop offset=".7" stop-color="${colour}"/><stop offset="1" stop-color="${dark}"/></linearGradient></defs>
    ${band(0, 26)}${band(74, 26)}`;
}

function bowSvg(metal: string): string {
  return `<circle cx="50" cy="9" r="6.4" fill="none" stroke="${lifted(metal, -0.06)}" stroke-width="2.2"/>
    <circle cx="50" cy="8.7" r="6.4" fill="none" stroke="${lifted(metal, 0.1)}" stroke-width=".8"/>
    <rect x="46" y="13" width="8" height="8" rx="1.6" fill="url(#metal)"/>`;
}

const pusher = (angle: number): string =>
  `<rect x="82" y="48" width="5" height="4" rx="1" fill="url(#metal)" transform="rotate(${angle} 50 50)"/>`;

/** Lugs, crown and pushers. */
function fittings({ metal, face }: Watch): string {
  const lug = (x: number, y: number): string =>
    `<rect x="${x}" y="${y}" width="6" height="16" rx="2.4" fill="${lifted(metal, -0.05)}"/>`;
  const crown = `<rect x="81" y="46.4" width="6" height="7.2" rx="1.4" fill="url(#metal)"/><path d="M83 46.8v6.4M84.6 46.8v6.4" stroke="${lifted(metal, -0.25)}" stroke-width=".4"/>`;
  return [
    lug(31.5, 15),
    lug(62.5, 15),
    lug(31.5, 69),
    lug(62.5, 69),
    crown,
    ...(face === 'chronograph' ? [pusher(-27), pusher(27)] : []),
  ].join('');
}

function caseSvg({ metal, dial, face }: Watch): string {
  const bezel =
    face === 'diver'
      ? `<circle cx="50" cy="50" r="31" fill="${lifted(dial, -0.04)}"/><path d="${every(12)
          .map((angle) => ray(angle, 27.6, 30))
          .join('')}" stroke="#f3efe2" stroke-width=".9"/><path d="M50 19.6l1.6 2.6h-3.2z" fill="#f3efe2"/>`
      : '';
  return `<circle cx="50" cy="50" r="34" fill="url(#metal)"/>
    <circle cx="50" cy="50" r="33.4" fill="none" stroke="${lifted(metal, 0.14)}" stroke-width=".5"/>
    <circle cx="50" cy="50" r="31.5" fill="url(#bevel)"/>${bezel}
    <circle cx="50" cy="50" r="27" fill="${lifted(dial, -0.16)}"/>
    <circle cx="50" cy="50.4" r="26.6" fill="url(#dial)"/>`;
}

function subDial(x: number, y: number, { dial, marks }: Watch): string {
  const at = { x, y };
  const ticks = every(12)
    .map((angle) => `M${point({ radius: 5.2, angle }, at)}L${point({ radius: 6.2, angle }, at)}`)
    .join('');
  return `<circle cx="${x}" cy="${y}" r="7" fill="${lifted(dial, -0.06)}"/><circle cx="${x}" cy="${y}" r="6.8" fill="none" stroke="${marks}" stroke-width=".25" opacity=".6"/>
    <path d="${ticks}" stroke="${marks}" stroke-width=".35"/><path d="M${x} ${y}L${point({ radius: 4.9, angle: 205 }, at)}" stroke="${marks}" stroke-width=".6" stroke-linecap="round"/>`;
}

function dialSvg(watch: Watch): string {
  const { marks, face } = watch;
  const minutes = `<path d="${every(60)
    .map((angle) => ray(angle, 24.6, 25.7))
    .join('')}" stroke="${marks}" stroke-width=".28" opacity=".8"/>`;
  if (face === 'diver') {
    const lumes = every(12)
      .filter((angle) => angle !== 90)
      .map(
        (angle) =>
          `<circle cx="${point({ radius: 21.4, angle }).replace(' ', '" cy="')}" r="${angle % 90 === 0 ? 2.1 : 1.6}" fill="${marks}"/>`,
      );
    return minutes + lumes.join('') + dateWindow;
  }
  const batons = (from: number, to: number): string =>
    `<path d="${every(12)
      .map((angle) => ray(angle, angle % 90 === 0 ? from - 1.4 : from, to))
      .join('')}" stroke="${marks}" stroke-width="1.15"/>`;
  if (face === 'chronograph')
    return (
      minutes +
      batons(20.6, 23.8) +
      subDial(38.6, 50, watch) +
      subDial(61.4, 50, watch) +
      subDial(50, 61.6, watch)
    );
  if (face === 'pocket') return minutes + romanNumerals(marks) + subDial(50, 61.2, watch);
  return minutes + batons(18.4, 23.8) + dateWindow;
}

const dateWindow =
  '<rect x="68.2" y="48" width="5" height="4" rx=".5" fill="#fbfaf5"/><path d="M69.7 49v2M71.6 49v2" stroke="#26221c" stroke-width=".6"/>';

const numerals = ['XII', 'I', 'II', 'III', 'IIII', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI'];

/** Each letter's strokes and the room it takes. Strokes, so that the picture does not depend on a machine's fonts. */
const letters: Readonly<Record<string, { readonly path: string; readonly room: number }>> = {
  I: { path: 'm0 0v4.4', room: 1.15 },
  V: { path: 'm-.9 0l.9 4.4l.9-4.4', room: 2.1 },
  X: { path: 'm-.9 0l1.8 4.4m0-4.4l-1.8 4.4', room: 2.1 },
};

function numeralPath(numeral: string): string {
  const strokes = numeral.split('').map((letter) => letters[letter] ?? { path: '', room: 0 });
  let x = -strokes.reduce((sum, { room }) => sum + room, 0) / 2;
  const parts = strokes.map(({ path, room }) => {
    x += room;
    return `M${(x - room / 2).toFixed(2)} -23.2${path}`;
  });
  return parts.join('');
}

function romanNumerals(marks: string): string {
  return numerals
    .map(
      (numeral, hour) =>
        `<path transform="translate(50 50) rotate(${hour * 30})" d="${numeralPath(numeral)}" fill="none" stroke="${marks}" stroke-width=".6"/>`,
    )
    .join('');
}

function hand(angle: number, length: number, width: number, colour: string): string {
  const shape = `M-${width} 0L0 -${length}L${width} 0L0 4z`;
  return `<g transform="translate(50 50) rotate(${angle})"><path d="${shape}" fill="#000" opacity=".28" transform="translate(.5 .7)"/><path d="${shape}" fill="${colour}"/><path d="M0 4L0 -${length}L${width} 0z" fill="${lifted(colour, -0.13)}"/></g>`;
}

function hands({ marks, face }: Watch): string {
  const second =
    face === 'pocket'
      ? ''
      : `<g transform="translate(50 50) rotate(212)"><path d="M0 6V-23" stroke="${face === 'diver' ? '#d7542c' : marks}" stroke-width=".5"/></g>`;
  return `${hand(304, 14.5, 1.5, marks)}${hand(50, 21.5, 1.2, marks)}${second}<circle cx="50" cy="50" r="1.5" fill="${marks}"/><circle cx="50" cy="50" r=".6" fill="${lifted(marks, -0.3)}"/>`;
}

export function drawWatch(watch: Watch): Drawing {
  const { metal, dial, strap } = watch;
  const body = `<defs>
    <linearGradient id="metal" x1=".1" y1="0" x2=".9" y2="1"><stop stop-color="${lifted(metal, 0.16)}"/><stop offset=".3" stop-color="${metal}"/><stop offset=".48" stop-color="${lifted(metal, 0.12)}"/><stop offset=".75" stop-color="${lifted(metal, -0.16)}"/><stop offset="1" stop-color="${lifted(metal, -0.04)}"/></linearGradient>
    <linearGradient id="bevel" x1=".1" y1="0" x2=".9" y2="1"><stop stop-color="${lifted(metal, -0.2)}"/><stop offset=".5" stop-color="${metal}"/><stop offset="1" stop-color="${lifted(metal, 0.15)}"/></linearGradient>
    <radialGradient id="dial" cx=".36" cy=".28" r=".86"><stop stop-color="${lifted(dial, 0.1)}"/><stop offset=".5" stop-color="${dial}"/><stop offset="1" stop-color="${lifted(dial, -0.09)}"/></radialGradient>
    <linearGradient id="crystal" x1=".15" y1="0" x2=".75" y2="1"><stop stop-color="#fff" stop-opacity=".42"/><stop offset=".42" stop-color="#fff" stop-opacity=".03"/><stop offset=".43" stop-color="#fff" stop-opacity="0"/></linearGradient></defs>
    ${strap === null ? bowSvg(metal) : strapSvg(strap) + fittings(watch)}
    ${caseSvg(watch)}${dialSvg(watch)}${hands(watch)}
    <circle cx="50" cy="50" r="26.8" fill="url(#crystal)"/>`;
  return { body, units };
}
