/** A browser for the end-to-end tests: the machine's own, or the one that an npm package carries. */
import { existsSync } from 'node:fs';

const installed = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

export async function findChromium(): Promise<string> {
  const own = installed.find((file) => existsSync(file));
  if (own) return own;
  const { default: carried } = await import('@sparticuz/chromium');
  return carried.executablePath();
}
