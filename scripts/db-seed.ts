/** npm run db:seed [-- --auctions 10000 --bidders 1000]: the demo, or volume for load tests. */
import { environment } from '#lib/platform/env';
import { readOptions, readWholeNumber } from './read-options.ts';
import { withDatabase } from './with-database.ts';

const usage = 'Usage: npm run db:seed [-- --auctions 10000 --bidders 1000]';
const fewestBidders = 3;

interface Volume {
  readonly auctions: number;
  readonly bidders: number;
}

/** null: the demo. */
function readArguments(): Volume | null {
  const { auctions, bidders } = readOptions({
    usage,
    options: { auctions: { type: 'string' }, bidders: { type: 'string' } },
  }).values;
  if (auctions === undefined && bidders === undefined) return null;
  return {
    auctions: readWholeNumber(auctions ?? '1', { name: 'auctions', usage }),
    bidders: readWholeNumber(bidders ?? String(fewestBidders), {
      name: 'bidders',
      usage,
      min: fewestBidders,
    }),
  };
}

await withDatabase(readArguments, async (volume) => {
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
