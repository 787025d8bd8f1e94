/** The wire between a browser and a house: it can be cut by whoever stands in between, as routers do with what was silent long. */
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

export interface Line {
  /** Where the browser finds the house. */
  readonly origin: string;
  /** Every connection under way is gone; new ones get through. */
  hangUp(): void;
  close(): Promise<void>;
}

export async function layLine(houseOrigin: string): Promise<Line> {
  const { hostname, port } = new URL(houseOrigin);
  const ends = new Set<Socket>();
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
    close: async () => {
      hangUp();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
