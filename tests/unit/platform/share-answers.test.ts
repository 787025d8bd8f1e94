import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { shareAnswers } from '#lib/platform/share-answers';

interface Rendering {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

/** A server whose pages are rendered by hand; what starts with `/own` is nobody else's. */
async function serveByHand() {
  const renderings: Rendering[] = [];
  const arrivals: string[] = [];
  let told: (() => void) | null = null;
  const tell = (): void => told?.();
  const serve = shareAnswers(
    (request, response) => {
      renderings.push({ request, response });
      tell();
    },
    ({ url = '' }) => (url.startsWith('/own') ? null : url),
  );
  const server = createServer((request, response) => {
    serve(request, response);
    arrivals.push(request.url ?? '');
    tell();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ends.push(
    () => server.closeAllConnections(),
    () => server.close(),
  );
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has a port');
  const { port } = address;
  const until = async (isSo: () => boolean): Promise<void> => {
    while (!isSo()) await new Promise<void>((resolve) => (told = resolve));
  };
  return {
    port,
    renderings,
    untilRendering: (count: number) => until(() => renderings.length >= count),
    untilAsked: (count: number) => until(() => arrivals.length >= count),
    read: async (path: string) => {
      const response = await fetch(`http://127.0.0.1:${port}${path}`);
      return { status: response.status, kind: response.headers.get('x-kind'), text: await response.text() };
    },
  };
}

function render(rendering: Rendering | undefined, text: string): void {
  if (!rendering) throw new Error('nothing is being rendered');
  rendering.response.statusCode = 203;
  rendering.response.setHeader('x-kind', 'page');
  rendering.response.write(text.slice(0, 2));
  rendering.response.end(text.slice(2));
}

describe('a page that is the same for everybody', () => {
  it('is passed on whole however long it is, also by a writer that waits for room', async () => {
    const house = await serveByHand();
    const page = house.read('/');
    await house.untilRendering(1);
    const response = house.renderings[0]?.response;
    if (!response) throw new Error('nothing is being rendered');
    const long = 'lot '.repeat(100_000);
    await pipeline(Readable.from([long, long]), response);
    expect((await page).text).toBe(long + long);
  });

  it('is rendered once for all who ask while it is being rendered for somebody who came before them', async () => {
    const house = await serveByHand();
    const first = house.read('/');
    await house.untilRendering(1);
    const others = [house.read('/'), house.read('/'), house.read('/')];
    await house.untilAsked(4);
    expect(house.renderings).toHaveLength(1);
    render(house.renderings[0], 'as it was');
    expect(await first).toEqual({ status: 203, kind: 'page', text: 'as it was' });
    await house.untilRendering(2);
    render(house.renderings[1], 'as it is');
    expect(await Promise.all(others)).toEqual(
      others.map(() => ({ status: 203, kind: 'page', text: 'as it is' })),
    );
    expect(house.renderings).toHaveLength(2);
  });

  it('does not wait for another page, or for what is one reader’s own', async () => {
    const house = await serveByHand();
    const pages = ['/', '/auctions/1', '/own', '/own'].map((path) => house.read(path));
    await house.untilRendering(4);
    for (const rendering of house.renderings) render(rendering, `page ${rendering.request.url}`);
    expect((await Promise.all(pages)).map(({ text }) => text)).toEqual([
      'page /',
      'page /auctions/1',
      'page /own',
      'page /own',
    ]);
  });

  it('is rendered to its end although the reader whom it was begun for has left', async () => {
    const house = await serveByHand();
    const impatient = httpRequest({ port: house.port, host: '127.0.0.1', path: '/' });
    impatient.on('error', () => undefined);
    impatient.end();
    await house.untilRendering(1);
    const next = house.read('/');
    await house.untilAsked(2);
    impatient.destroy();
    render(house.renderings[0], 'for nobody');
    await house.untilRendering(2);
    render(house.renderings[1], 'for the next');
    expect((await next).text).toBe('for the next');
  });

  it('that fails fails for those who waited for it, and is rendered anew for whoever asks next', async () => {
    const house = await serveByHand();
    const failed = house.read('/').catch(() => 'failed');
    await house.untilRendering(1);
    const next = house.read('/');
    await house.untilAsked(2);
    house.renderings[0]?.response.destroy();
    expect(await failed).toBe('failed');
    await house.untilRendering(2);
    render(house.renderings[1], 'well again');
    expect((await next).text).toBe('well again');
  });
});
