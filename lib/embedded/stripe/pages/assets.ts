/** The style sheet and the typefaces of the hosted pages, served from here so that no page needs another host. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

export interface Asset {
  readonly type: string;
  readonly content: Buffer;
}

/** Returns a file of an installed package; null when it is not there, and then the pages use the system's typefaces. */
function readInstalled(file: string): Buffer | null {
  try {
    return readFileSync(createRequire(import.meta.url).resolve(file));
  } catch {
    return null;
  }
}

function loadAssets(): ReadonlyMap<string, Asset> {
  const assets = new Map<string, Asset>();
  assets.set('style.css', {
    type: 'text/css; charset=utf-8',
    content: readFileSync(path.join(import.meta.dirname, 'style.css')),
  });
  const typefaces = {
    'display.woff2': '@fontsource-variable/fraunces/files/fraunces-latin-full-normal.woff2',
    'text.woff2': '@fontsource-variable/instrument-sans/files/instrument-sans-latin-wght-normal.woff2',
  };
  for (const [name, file] of Object.entries(typefaces)) {
    const content = readInstalled(file);
    if (content !== null) assets.set(name, { type: 'font/woff2', content });
  }
  return assets;
}

let assets: ReadonlyMap<string, Asset> | null = null;

export function findAsset(name: string): Asset | null {
  assets ??= loadAssets();
  return assets.get(name) ?? null;
}
