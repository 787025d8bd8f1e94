import { placeOf } from './house.ts';
import { makeDataDirectory, removeDataDirectory, startGavel } from '#tests/support/app';

/** One app for the whole run; every test makes its own people and lots. */
export default async function setUp(): Promise<() => Promise<void>> {
  const directory = makeDataDirectory();
  const app = await startGavel({
    directory,
    env: { DEMO: 'on', RATE_LIMIT: 'off', MIN_AUCTION_SECONDS: '2', PAYMENT_WINDOW_SECONDS: '3600' },
  });
  Object.assign(process.env, placeOf(app));
  return async () => {
    await app.stop();
    removeDataDirectory(directory);
  };
}
