/** Runs once when Next's server starts, also where it is started without server.ts (`next start`): the worker must run there too. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { exportForLibraries } = await import('#lib/platform/env');
  const { startLifecycle } = await import('#lib/lifecycle/index');
  const { checkSealingKeys } = await import('#lib/db/sealing-keys');
  exportForLibraries();
  await checkSealingKeys();
  startLifecycle();
}
