/**
 * Says what a file is by its first bytes, before any decoder sees it. The image library also reads SVG, PDF-like and
 * multi-page formats, each with a parser that a stranger's file should never reach; only what is named here does.
 */

/** What an upload may be. */
export type PictureFormat = 'jpeg' | 'png' | 'webp' | 'avif' | 'heic';

interface Mark {
  readonly at: number;
  /** One character a byte. */
  readonly bytes: string;
}

const marks: readonly { readonly format: PictureFormat; readonly marks: readonly Mark[] }[] = [
  { format: 'jpeg', marks: [{ at: 0, bytes: '\xff\xd8\xff' }] },
  { format: 'png', marks: [{ at: 0, bytes: '\x89PNG\r\n\x1a\n' }] },
  {
    format: 'webp',
    marks: [
      { at: 0, bytes: 'RIFF' },
      { at: 8, bytes: 'WEBP' },
    ],
  },
  { format: 'avif', marks: [{ at: 4, bytes: 'ftypavif' }] },
  { format: 'heic', marks: [{ at: 4, bytes: 'ftypheic' }] },
  { format: 'heic', marks: [{ at: 4, bytes: 'ftypheix' }] },
  // The container's own name, which phones give to either; the decoder tells.
  { format: 'heic', marks: [{ at: 4, bytes: 'ftypmif1' }] },
];

const bears = (bytes: Buffer, { at, bytes: expected }: Mark): boolean =>
  bytes.toString('latin1', at, at + expected.length) === expected;

/** The format that the file's first bytes claim, or null for anything that is not taken as an upload. */
export function recognisePicture(bytes: Buffer): PictureFormat | null {
  return marks.find((candidate) => candidate.marks.every((mark) => bears(bytes, mark)))?.format ?? null;
}
