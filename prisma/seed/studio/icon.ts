/** The icons of Fluent Emoji (Microsoft, MIT licence; credited in docs/credits.md), as packed by Iconify. */
import { open, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

/** Side of the square in which every icon of the set is drawn. */
export const iconUnits = 32;

/** Where an icon's body, a JSON string, is in the file. */
interface Extent {
  readonly start: number;
  readonly end: number;
}

interface IconSet {
  readonly file: string;
  readonly extents: ReadonlyMap<string, Extent>;
}

const namePattern = /^\t\t"([\w-]+)": \{$/;
const bodyLabel = '\t\t\t"body": ';
const newline = 0x0a;

/**
 * Notes where each icon is. The set is one JSON file of 100 MB with a body a line; parsing it would take 300 MB of
 * memory and a third of a second, of which sixty small icons are used.
 */
async function indexIcons(): Promise<IconSet> {
  const file = createRequire(import.meta.url).resolve('@iconify-json/fluent-emoji/icons.json');
  const bytes = await readFile(file);
  const extents = new Map<string, Extent>();
  let name: string | undefined;
  for (
    let start = 0, end = bytes.indexOf(newline);
    end !== -1;
    start = end + 1, end = bytes.indexOf(newline, start)
  ) {
    const head = bytes.toString('latin1', start, Math.min(end, start + 80));
    name = namePattern.exec(head)?.[1] ?? name;
    if (name !== undefined && head.startsWith(bodyLabel))
      extents.set(name, { start: start + bodyLabel.length, end });
  }
  return { file, extents };
}

let indexed: Promise<IconSet> | null = null;

async function readBody({ file, extents }: IconSet, name: string): Promise<string> {
  const extent = extents.get(name);
  if (!extent) throw new Error(`There is no icon called ${name}.`);
  const handle = await open(file);
  try {
    const bytes = Buffer.alloc(extent.end - extent.start);
    await handle.read(bytes, 0, bytes.length, extent.start);
    const body: unknown = JSON.parse(bytes.toString().replace(/,$/, ''));
    if (typeof body !== 'string') throw new Error(`The icon ${name} has no drawing.`);
    return body;
  } finally {
    await handle.close();
  }
}

const hardOutline =
  '<feColorMatrix in="SourceAlpha" result="hardAlpha" values="0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 127 0"/>';
const nothingBehind =
  '<feFlood flood-opacity="0" result="BackgroundImageFix"/>' +
  '<feBlend in="SourceGraphic" in2="BackgroundImageFix" result="shape"/>';

/**
 * Every inner shadow of the set starts from an outline made hard (opacity times 127), which is ragged at the size of a
 * photograph. Starting from the outline as drawn, it is smooth. Laying the shape over nothing first changes nothing, and
 * goes as well: together a quarter of the time that rendering takes.
 */
function smoothFilter(filter: string): string {
  const smooth = filter
    .replaceAll(`${hardOutline}<feOffset`, '<feOffset in="SourceAlpha"')
    .replaceAll('in2="hardAlpha"', 'in2="SourceAlpha"');
  return smooth.includes(nothingBehind)
    ? smooth.replace(nothingBehind, '').replaceAll('in2="shape"', 'in2="SourceGraphic"')
    : smooth;
}

/**
 * The drawing inside an icon, in a square of 32 units.
 *
 * @throws Error for a name that is not in the set: a mistake in the catalogue.
 */
export async function iconBody(name: string): Promise<string> {
  indexed ??= indexIcons();
  const body = await readBody(await indexed, name);
  return body.replaceAll(/<filter.*?<\/filter>/g, smoothFilter);
}
