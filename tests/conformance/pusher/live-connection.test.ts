import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { createLiveConnection, type LiveConnection } from '#lib/realtime/client/connection';
import { layLine } from '#tests/e2e/support/line';
import { backendFor } from './official-clients.ts';
import { KEY, startTestServer, type TestServer } from './test-server.ts';

const patience = { timeout: 10_000 };

/** The connection that a page opens, on a page that came from the server. */
function connectionTo({ port }: Pick<TestServer, 'port'>, host = '127.0.0.1'): LiveConnection {
  vi.stubGlobal('document', { hidden: false });
  vi.stubGlobal('window', { location: new URL(`http://${host}:${port}/`) });
  const connection = createLiveConnection({ key: KEY, cluster: null, host: null, port: null, tls: false });
  onTestFinished(() => connection.close());
  return connection;
}

/** Listens to one channel and notes what it hears. */
function listenTo(connection: LiveConnection, channel = 'auction-1') {
  const heard: unknown[] = [];
  const subscribed = vi.fn<() => void>();
  const stop = connection.listen({
    channel,
    events: { state: (data) => heard.push(data) },
    onSubscribed: subscribed,
  });
  return { heard, subscribed, stop };
}

async function occupiedChannels(server: TestServer): Promise<readonly string[]> {
  const response = await backendFor(server).get({ path: '/channels' });
  const body = (await response.json()) as { channels: Record<string, unknown> };
  return Object.keys(body.channels);
}

afterEach(() => vi.unstubAllGlobals());

describe('a page’s one connection', () => {
  test('opens when somebody listens, and hears what is published', async () => {
    const server = await startTestServer();
    const connection = connectionTo(server);
    expect(connection.isHearing()).toBe(false);
    const page = listenTo(connection);
    await vi.waitFor(() => expect(page.subscribed).toHaveBeenCalledOnce(), patience);
    expect(connection.isHearing()).toBe(true);
    await backendFor(server).trigger('auction-1', 'state', { version: 2 });
    await vi.waitFor(() => expect(page.heard).toEqual([{ version: 2 }]), patience);
  });

  test('carries several listeners of one channel, and tells the later one that it is subscribed', async () => {
    const server = await startTestServer();
    const connection = connectionTo(server);
    const first = listenTo(connection);
    await vi.waitFor(() => expect(first.subscribed).toHaveBeenCalled(), patience);
    const second = listenTo(connection);
    await vi.waitFor(() => expect(second.subscribed).toHaveBeenCalledOnce(), patience);
    first.stop();
    await backendFor(server).trigger('auction-1', 'state', { version: 3 });
    await vi.waitFor(() => expect(second.heard).toHaveLength(1), patience);
    expect(first.heard).toEqual([]);
    expect(first.subscribed).toHaveBeenCalledOnce();
  });

  test('says again that it is subscribed once the server is back and it is told to hurry', async () => {
    const server = await startTestServer();
    const connection = connectionTo(server);
    const page = listenTo(connection);
    await vi.waitFor(() => expect(page.subscribed).toHaveBeenCalledOnce(), patience);
    await server.close();
    await vi.waitFor(() => expect(connection.isHearing()).toBe(false), patience);
    const again = await startTestServer({ port: server.port });
    connection.reconnect();
    await vi.waitFor(() => expect(page.subscribed).toHaveBeenCalledTimes(2), patience);
    await backendFor(again).trigger('auction-1', 'state', { version: 4 });
    await vi.waitFor(() => expect(page.heard).toEqual([{ version: 4 }]), patience);
  });

  test('is known within seconds to have fallen silent, and is opened anew', async () => {
    const server = await startTestServer();
    const line = await layLine(`http://127.0.0.1:${server.port}`);
    onTestFinished(() => line.close());
    const { hostname, port } = new URL(line.origin);
    const connection = connectionTo({ port: Number(port) }, hostname);
    const page = listenTo(connection);
    await vi.waitFor(() => expect(connection.isHearing()).toBe(true), patience);
    const said: boolean[] = [];
    connection.onChange(() => said.push(connection.isHearing()));
    line.fallSilent();
    await vi.waitFor(() => expect(said).toContain(false), patience);
    await vi.waitFor(() => expect(page.subscribed).toHaveBeenCalledTimes(2), patience);
    expect(connection.isHearing()).toBe(true);
    await backendFor(server).trigger('auction-1', 'state', { version: 5 });
    await vi.waitFor(() => expect(page.heard).toEqual([{ version: 5 }]), patience);
  });

  test('leaves a channel that nobody listens to any more, and stays on the others', async () => {
    const server = await startTestServer();
    const connection = connectionTo(server);
    const [left, kept] = [listenTo(connection, 'auction-1'), listenTo(connection, 'auction-2')];
    await vi.waitFor(() => {
      expect(left.subscribed).toHaveBeenCalled();
      expect(kept.subscribed).toHaveBeenCalled();
    }, patience);
    left.stop();
    await vi.waitFor(async () => expect(await occupiedChannels(server)).toEqual(['auction-2']), {
      timeout: 20_000,
      interval: 200,
    });
  });

  test('closed, it tells nobody anything, and opens anew for who listens afterwards', async () => {
    const server = await startTestServer();
    const connection = connectionTo(server);
    const before = listenTo(connection);
    connection.close();
    const after = listenTo(connection);
    await vi.waitFor(() => expect(after.subscribed).toHaveBeenCalledOnce(), patience);
    expect(before.subscribed).not.toHaveBeenCalled();
  });
});
