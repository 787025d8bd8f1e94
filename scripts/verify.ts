/**
 * npm run verify -- <address or file> [--receipts file] [--house https://auctions.example]
 *
 * Checks an auction's history from outside, with nothing of the house but its rules: give the address of a lot's page or of
 * its export, or a file that the export was saved to. Receipts are answers to `PUT /api/v1/bids`, one or an array; `--house`
 * says whose key they are held against when the history comes from a file. Exits with 0 when all is sound, with 1 when
 * something is not, and with 2 when there was nothing to check.
 */
import { readFile } from 'node:fs/promises';
import { decodeReceipt, decodeReceiptKeys, type Receipt } from '#lib/receipts/index';
import { readOptions } from './read-options.ts';
import { verifyExport, type Kept } from './verify-export.ts';

const usage =
  'Usage: npm run verify -- <address or file> [--receipts file] [--house https://auctions.example]';

/** Something that cannot be read or reached: said in a line, not as a stack. */
class NothingToCheck extends Error {}

interface Wanted {
  readonly source: string;
  readonly receiptsFile: string | undefined;
  readonly house: string | undefined;
}

function readArguments(): Wanted {
  try {
    const { values, positionals } = readOptions({
      usage,
      allowPositionals: true,
      options: { receipts: { type: 'string' }, house: { type: 'string' } },
    });
    const [source, ...more] = positionals;
    if (source !== undefined && more.length === 0)
      return { source, receiptsFile: values.receipts, house: values.house };
  } catch (error) {
    throw new NothingToCheck(error instanceof Error ? error.message : String(error));
  }
  throw new NothingToCheck(usage);
}

const asUrl = (text: string): URL | null => (/^https?:\/\//.test(text) ? URL.parse(text) : null);

/** The export's address, from that of a lot's page. */
function exportUrl(url: URL): URL {
  const lot = /^\/auctions\/(\d+)\/?$/.exec(url.pathname)?.[1];
  return lot === undefined ? url : new URL(`/api/v1/auctions/${lot}/history`, url);
}

async function readJson(source: string | URL): Promise<unknown> {
  try {
    if (!(source instanceof URL)) return JSON.parse(await readFile(source, 'utf8'));
    const response = await fetch(source, { headers: { accept: 'application/json' } });
    if (!response.ok) throw new NothingToCheck(`${source.href} answered ${response.status}.`);
    return await response.json();
  } catch (error) {
    if (error instanceof NothingToCheck) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new NothingToCheck(`${String(source)} could not be read: ${reason}`);
  }
}

async function readReceipts(file: string): Promise<readonly Receipt[]> {
  const content = await readJson(file);
  return (Array.isArray(content) ? content : [content]).map((entry: unknown, index) => {
    const receipt = decodeReceipt(entry);
    if (receipt === null) throw new NothingToCheck(`${file}: entry ${index + 1} is not a receipt.`);
    return receipt;
  });
}

async function readKept({ receiptsFile, house, source }: Wanted): Promise<Kept> {
  if (receiptsFile === undefined) return { receipts: [], keys: [] };
  const origin = asUrl(house ?? source);
  if (origin === null) throw new NothingToCheck(`Say with --house whose receipts they are.\n${usage}`);
  const [receipts, published] = await Promise.all([
    readReceipts(receiptsFile),
    readJson(new URL('/.well-known/gavel-receipts.json', origin)),
  ]);
  return { receipts, keys: decodeReceiptKeys(published) };
}

async function run(): Promise<number> {
  const wanted = readArguments();
  const url = asUrl(wanted.source);
  const [value, kept] = await Promise.all([readJson(url ? exportUrl(url) : wanted.source), readKept(wanted)]);
  const { sound, lines } = await verifyExport(value, kept);
  process.stdout.write(`${lines.join('\n')}\n\n${sound ? 'Sound.' : 'Not sound.'}\n`);
  return sound ? 0 : 1;
}

try {
  process.exitCode = await run();
} catch (error) {
  if (!(error instanceof NothingToCheck)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}
