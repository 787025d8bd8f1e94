/** The wire between a browser and a house: it can be cut by whoever stands in between, as routers do with what was silent long. */
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

export interface Line {
  /** Where the browser finds the house. */
  readonly origin: string;
  /** Every connection under way is gone; new ones get through. */
  hangUp(): void;
  /** Every connection under way stays open, and nothing gets through it any more: as when a device changes its network. */
  fallSilent(): void;
  close(): Promise<void>;
}

export async function layLine(houseOrigin: string): Promise<Line> {
  const { hostname, port } = new URL(houseOrigin);
  const ends = new Set<Socket>();
  const silent = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect({ host: hostname, port: Number(port) });
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      ends.add(from);
      from.setNoDelay();
      from.pipe(to);
      from.on('error', () => to.destroy());
      from.on('close', () => {
        ends.delete(from);
        to.destroy();
      });
    }
  });
  server.listen(0, 'localhost');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the line ends at a TCP port');
  const hangUp = (): void => {
    for (const end of ends) end.destroy();
  };
  return {
    origin: `http://localhost:${address.port}`,
    hangUp,
    fallSilent: () => {
      for (const end of ends) {
        ends.delete(end);
        // Also the end of a connection is not heard on the other side.
        end.removeAllListeners('close').unpipe().resume();
        silent.add(end);
      }
    },
    close: async () => {
      hangUp();
      for (const end of silent) end.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
