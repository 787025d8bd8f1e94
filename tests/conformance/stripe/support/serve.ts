/** A process of its own with the embedded server, for tests that kill it. Prints the port once it listens. */
import { createServer } from 'node:http';
import { createStripeServer } from '#lib/embedded/stripe/index';

const [databaseFile = '', webhookUrl = '', secretKey = '', webhookSecret = ''] = process.argv.slice(2);

const http = createServer((request, response) => {
  if (!server.handleRequest(request, response)) response.writeHead(404).end();
});
const server = createStripeServer({
  secretKey,
  webhookSecret,
  webhookUrl,
  publicOrigin: 'http://localhost',
  databaseFile,
  webhookRetry: { initialDelayMs: 200, maximumDelayMs: 200 },
  upkeepIntervalMs: 5,
});
http.listen(0, '127.0.0.1', () => {
  const address = http.address();
  if (address === null || typeof address === 'string') throw new Error('a TCP port was expected');
  process.stdout.write(`${address.port}\n`);
});
