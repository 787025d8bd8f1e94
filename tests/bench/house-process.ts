/**
 * A process that runs the bid engine as the app does, without its pages: the same pool, sequencer and publisher, and on its own
 * port the embedded push server, to which every change is published, and the Stripe that its worker asks.
 */
import { createServer } from 'node:http';
import path from 'node:path';
import { createPusherServer } from '#lib/embedded/pusher/index';
import { createStripeServer } from '#lib/embedded/stripe/index';
import { pusherEndpoint, stripeEndpoint } from '#lib/platform/config';
import { arrivals, storm } from '#tests/bench/house-bids';
import { closeWave } from '#tests/bench/house-closing';
import { timeDeeds } from '#tests/bench/house-deeds';
import type { HouseCommand, HouseReply } from '#tests/bench/house-messages';
import { watchPushes } from '#tests/bench/house-pushes';
import { environment } from '#lib/platform/env';
import { askAudience } from '#lib/realtime/server/index';

const { appId, key, secret } = pusherEndpoint();
const pusher = createPusherServer({ appId, key, secret });
askAudience((channel) => pusher.mayBeHeard(channel));
const { host, port, publicOrigin, dataDirectory } = environment();
const { secretKey, webhookSecret } = stripeEndpoint();
const stripe = createStripeServer({
  secretKey,
  webhookSecret,
  webhookUrl: `http://${host}:${port}/api/stripe/webhook`,
  publicOrigin,
  databaseFile: path.join(dataDirectory, 'stripe.sqlite'),
});
const pushesSoFar = watchPushes();
const server = createServer((request, response) => {
  const isTaken = pusher.handleRequest(request, response) || stripe.handleRequest(request, response);
  if (!isTaken) response.writeHead(404).end();
});
server.on('upgrade', (request, socket, head) => {
  if (!pusher.handleUpgrade(request, socket, head)) socket.destroy();
});
await new Promise<void>((resolve) => server.listen(port, host, resolve));

async function obey(command: HouseCommand): Promise<HouseReply> {
  switch (command.type) {
    case 'storm':
      return { type: 'storm', ...(await storm(command)) };
    case 'arrivals':
      return { type: 'arrivals', ...(await arrivals(command)) };
    case 'close_wave':
      return { type: 'close_wave', ...(await closeWave(command)) };
    case 'deeds':
      return { type: 'deeds', p95Ms: await timeDeeds(command) };
    case 'pushes':
      return { type: 'pushes', key, port, ...pushesSoFar() };
    default:
      return command satisfies never;
  }
}

const reply = (message: HouseReply): void => void process.send?.(message);

process.on('message', (command: HouseCommand) => {
  // A failure ends the process, and whoever asked hears of that.
  void obey(command).then(reply);
});
// The bench may be ended at any time; its processes end with it.
process.on('disconnect', () => process.exit());
reply({ type: 'ready' });
