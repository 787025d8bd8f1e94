/**
 * What a call of the API costs beside a bare node:http handler that reads and parses the same body. The call is
 * authenticated, parsed, validated and then refused (somebody else's name), so that everything but the bid itself is
 * measured. Run it with Node 24: `node tests/bench/api-calls.ts`. The ratio is what counts: the absolute numbers depend on
 * the machine and the hour.
 */
import { mkdtempSync, rmSync, chmodSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import autocannon from 'autocannon';
import { migrate } from '#lib/db/migrate';
import { startPostgres } from '#lib/embedded/postgres/index';

const connections = 64;
const secondsPerRound = 4;
const rounds = 3;
const body = JSON.stringify({ bidder_username: 'somebody-else', bid_amount: 10_000 });

async function listen(handle: RequestListener): Promise<{ server: Server; url: string }> {
  const server = createServer(handle);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has a port');
  return { server, url: `http://127.0.0.1:${address.port}/api/v1/bids/1` };
}

const bare: RequestListener = (request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.once('end', () => {
    const parsed: unknown = JSON.parse(Buffer.concat(chunks).toString());
    response.writeHead(403, { 'content-type': 'application/json' }).end(JSON.stringify(parsed));
  });
};

async function measure(url: string, token: string): Promise<{ perSecond: number; p99Ms: number }> {
  const result = await autocannon({
    url,
    method: 'PUT',
    body,
    connections,
    duration: secondsPerRound,
    workers: 1,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
  });
  if (result['4xx'] === 0 || result['2xx'] > 0 || result['5xx'] > 0 || result.errors > 0)
    throw new Error(`unexpected answers: ${JSON.stringify(result.statusCodeStats)}`);
  return { perSecond: result.requests.average, p99Ms: result.latency.p99 };
}

async function compare(): Promise<void> {
  const { createToken, registerBidder } = await import('#lib/accounts/index');
  const { serveApi } = await import('#lib/api/node-adapter');
  const bidder = await registerBidder({
    username: 'alice',
    email: 'alice@example.test',
    password: 'a long enough password',
  });
  if (!bidder.accepted) throw new Error(bidder.refusal.code);
  const { token } = await createToken({ bidderId: bidder.id });
  const plain = await listen(bare);
  const api = await listen((request, response) => void serveApi(request, response));
  for (let round = 1; round <= rounds; round += 1) {
    const floor = await measure(plain.url, token);
    const call = await measure(api.url, token);
    const ratio = (call.perSecond / floor.perSecond).toFixed(2);
    console.log(
      `round ${round}: bare ${Math.round(floor.perSecond)}/s, API ${Math.round(call.perSecond)}/s (p99 ${call.p99Ms} ms), ratio ${ratio}`,
    );
  }
  for (const { server } of [plain, api]) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

const directory = mkdtempSync(path.join(tmpdir(), 'gavel-bench-'));
chmodSync(directory, 0o755);
const postgres = await startPostgres({ directory, password: 'only-for-this', onCrash: () => undefined });
try {
  await migrate(postgres.url);
  const { disconnectDatabase, useDatabase } = await import('#lib/db/client');
  useDatabase(postgres.url);
  await compare();
  await disconnectDatabase();
} finally {
  await postgres.stop();
  rmSync(directory, { recursive: true, force: true });
}
