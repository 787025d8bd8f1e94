/** npm run db:seed [-- --auctions 10000 --bidders 1000]: the demo, or volume for load tests. */
import { parseArgs } from 'node:util';
import { environment } from '#lib/platform/env';
import { StartupError } from '#lib/platform/fatal';
import { withDatabase } from './with-database.ts';

const usage = 'Usage: npm run db:seed [-- --auctions 10000 --bidders 1000]';
const fewestBidders = 3;

function wholeNumber(text: string | undefined, name: string): number | null {
  if (text === undefined) return null;
  if (!/^[1-9]\d{0,7}$/.test(text))
    throw new StartupError(`--${name} must be a whole number above zero.\n${usage}`);
  return Number(text);
}

function readArguments(): { auctions: number; bidders: number } | null {
  try {
    const { values } = parseArgs({ options: { auctions: { type: 'string' }, bidders: { type: 'string' } } });
    const auctions = wholeNumber(values.auctions, 'auctions');
    const bidders = wholeNumber(values.bidders, 'bidders');
    if (auctions === null && bidders === null) return null;
    return { auctions: auctions ?? 1, bidders: Math.max(fewestBidders, bidders ?? fewestBidders) };
  } catch (error) {
    throw error instanceof StartupError ? error : new StartupError(`${String(error)}\n${usage}`);
  }
}

await withDatabase(async () => {
  const volume = readArguments();
  const { demoPassword } = environment();
  const began = performance.now();
  if (volume) {
    const { seedVolume } = await import('../prisma/seed/volume.ts');
    await seedVolume({ ...volume, password: demoPassword });
  } else {
    const { seedDemo } = await import('../prisma/seed/index.ts');
    await seedDemo();
  }
  process.stdout.write(`Done in ${((performance.now() - began) / 1000).toFixed(1)} s.\n`);
});
