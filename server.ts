/**
 * One process, one port: the embedded services' paths, the API table, the realtime upgrades, and Next for the pages.
 * `npm start` prepares a machine and then comes here; a deployment with hosted services may run `node server.ts` itself.
 */
import next from 'next';
import { openFrontDoor, type FrontDoor } from '#lib/platform/front-door';
import { environment } from '#lib/platform/env';
import { log } from '#lib/platform/log';
import { StartupError } from '#lib/platform/fatal';
import { disconnectDatabase } from '#lib/db/client';

export interface RunningApp {
  close(): Promise<void>;
}

const closeGraceMs = 5000;

/** Serves the app behind an open door. The database is migrated and `useDatabase` was called where it is embedded. */
export async function serveApp(door: FrontDoor, options: { readonly dev: boolean }): Promise<RunningApp> {
  const { host, port } = environment();
  const pages = next({
    dev: options.dev,
    dir: import.meta.dirname,
    hostname: host,
    port,
    httpServer: door.server,
  });
  await pages.prepare();
  const handlePage = pages.getRequestHandler();
  const upgradePage = pages.getUpgradeHandler();

  door.open({
    request: (request, response) => {
      handlePage(request, response).catch((error: unknown) => {
        log().error({ err: error, url: request.url }, 'a page failed');
        response.destroy();
      });
    },
    upgrade: (request, socket, head) => {
      if (options.dev) void upgradePage(request, socket, head);
      else socket.destroy();
    },
  });

  return {
    close: async () => {
      await door.close(closeGraceMs);
      await pages.close();
      await disconnectDatabase();
    },
  };
}

if (import.meta.main) {
  try {
    const app = await serveApp(await openFrontDoor(environment()), { dev: false });
    process.once('SIGTERM', () => void app.close().then(() => process.exit(0)));
    process.once('SIGINT', () => void app.close().then(() => process.exit(0)));
  } catch (error) {
    if (!(error instanceof StartupError)) throw error;
    process.stderr.write(`\n${error.message}\n`);
    process.exit(1);
  }
}
