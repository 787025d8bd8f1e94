import { createServer } from 'node:http';
import { connect, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { boundBodies } from '#lib/platform/bound-bodies';

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

const limitBytes = 200_000;

/** A house that answers with how many bytes it read, and lets those send more who say that they are members. */
async function openHouse() {
  let served = 0;
  let tell = (): void => undefined;
  const asked = new Promise<void>((resolve) => (tell = resolve));
  const house = boundBodies(
    (request, response) => {
      served += 1;
      let bytes = 0;
      request.on('data', (chunk: Buffer) => (bytes += chunk.length));
      request.on('end', () => response.end(`read ${bytes}`));
    },
    {
      limitBytes,
      mayExceed: (request) => {
        setImmediate(tell);
        return Promise.resolve(request.headers['x-member'] === 'yes');
      },
    },
  );
  const server = createServer(house);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ends.push(
    () => server.closeAllConnections(),
    () => server.close(),
  );
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has a port');
  return { port: address.port, served: () => served, asked };
}

interface Line {
  readonly socket: Socket;
  /** What came, once the other side has closed the connection in order. @throws Error when it was reset. */
  readonly all: Promise<string>;
  /** What came, as soon as `text` is in it. */
  readonly heard: (text: string) => Promise<string>;
}

function dial(port: number): Line {
  const socket = connect(port, '127.0.0.1');
  ends.push(() => socket.destroy());
  let came = '';
  socket.on('data', (chunk: Buffer) => (came += chunk.toString()));
  const all = new Promise<string>((resolve, reject) => {
    socket.once('end', () => resolve(came));
    socket.once('error', reject);
  });
  const heard = (text: string) =>
    new Promise<string>((resolve) => {
      const look = () => came.includes(text) && resolve(came);
      socket.on('data', look);
      look();
    });
  return { socket, all, heard };
}

const head = (...lines: readonly string[]): string =>
  ['POST / HTTP/1.1', 'Host: house.test', ...lines, '', ''].join('\r\n');

const chunkOf = (bytes: number): string => `${bytes.toString(16)}\r\n${'x'.repeat(bytes)}\r\n`;
const lastChunk = '0\r\n\r\n';

it('a length beyond the limit is refused before anything is sent, and the connection closed', async () => {
  const { port, served } = await openHouse();
  const { socket, all, heard } = dial(port);
  socket.write(head(`Content-Length: ${limitBytes + 1}`));
  await heard('Sign in, then try again.');
  socket.end();
  const answer = await all;
  expect(answer).toMatch(/^HTTP\/1\.1 413 /);
  expect(answer.toLowerCase()).toContain('\r\nconnection: close\r\n');
  expect(served()).toBe(0);
});

it('whoever stays on the line after a refusal is hung up on', async () => {
  const { port } = await openHouse();
  const { socket, all } = dial(port);
  socket.write(head('Content-Length: 1000000000'));
  expect(await all).toMatch(/^HTTP\/1\.1 413 /);
});

it('a body of unannounced length is refused once it has grown beyond the limit', async () => {
  const { port, served } = await openHouse();
  const { socket, all, heard } = dial(port);
  socket.write(head('Transfer-Encoding: chunked'));
  for (let count = 0; count < 5; count += 1) socket.write(chunkOf(50_000));
  await heard('HTTP/1.1 413 ');
  socket.end(lastChunk);
  expect(await all).toContain('Sign in, then try again.');
  expect(served()).toBe(0);
});

const bodies = [
  { name: 'nothing at all', sizes: [] },
  { name: 'a few bytes', sizes: [3] },
  { name: 'as much as may be', sizes: [90_000, 1, 90_000, 19_999] },
];

describe.each(bodies)('of unannounced length, $name', ({ sizes }) => {
  const whole = `read ${sizes.reduce((sum, size) => sum + size, 0)}`;

  it('is passed on whole as it comes at once', async () => {
    const { port } = await openHouse();
    const { socket, heard } = dial(port);
    socket.write(head('Transfer-Encoding: chunked') + sizes.map(chunkOf).join('') + lastChunk);
    expect(await heard(whole)).toMatch(/^HTTP\/1\.1 200 /);
  });

  it('is passed on whole as it comes in pieces', async () => {
    const { port, asked } = await openHouse();
    const { socket, heard } = dial(port);
    socket.write(head('Transfer-Encoding: chunked'));
    await asked;
    for (const size of sizes) {
      await new Promise((resolve) => socket.write(chunkOf(size), resolve));
      await new Promise(setImmediate);
    }
    socket.write(lastChunk);
    expect(await heard(whole)).toMatch(/^HTTP\/1\.1 200 /);
  });
});

it('whoever may send more does, announced or not, and the connection is kept', async () => {
  const { port } = await openHouse();
  const { socket, heard } = dial(port);
  socket.write(head('X-Member: yes', `Content-Length: ${2 * limitBytes}`) + 'x'.repeat(2 * limitBytes));
  expect(await heard(`read ${2 * limitBytes}`)).toMatch(/^HTTP\/1\.1 200 /);
  socket.write(head('X-Member: yes', 'Transfer-Encoding: chunked') + chunkOf(3 * limitBytes) + lastChunk);
  expect(await heard(`read ${3 * limitBytes}`)).not.toContain('HTTP/1.1 413');
});

it('a client that sends far too much hears the answer', async () => {
  const { port, served } = await openHouse();
  const response = await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body: 'x'.repeat(8_000_000) });
  expect(response.status).toBe(413);
  expect(await response.text()).toContain('Sign in');
  expect(served()).toBe(0);
});

it('somebody who leaves in the middle is not waited for', async () => {
  const { port, served } = await openHouse();
  const { socket } = dial(port);
  await new Promise((resolve) => socket.write(head('Transfer-Encoding: chunked') + chunkOf(5), resolve));
  socket.destroy();
  // The house goes on for others.
  const response = await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body: 'x' });
  expect(await response.text()).toBe('read 1');
  expect(served()).toBe(1);
});
