import { Agent, get, type IncomingMessage, type ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { openFrontDoor, type FrontDoor } from '#lib/platform/front-door';
import { findFreePort } from '#tests/support/app';

/** Far longer than a test may take: a close that waits for it has failed. */
const graceMs = 60_000;
const host = '127.0.0.1';
const agents: Agent[] = [];

afterEach(() => {
  for (const agent of agents.splice(0)) agent.destroy();
});

async function openHeldDoor(): Promise<{
  door: FrontDoor;
  port: number;
  held: ServerResponse[];
  arrived: () => Promise<void>;
}> {
  const port = await findFreePort();
  const door = await openFrontDoor({ host, port });
  const held: ServerResponse[] = [];
  const arrivals: (() => void)[] = [];
  door.open({
    request: (_, response) => {
      held.push(response);
      arrivals.shift()?.();
    },
    upgrade: (_, socket) => socket.destroy(),
  });
  return { door, port, held, arrived: () => new Promise((resolve) => void arrivals.push(resolve)) };
}

function ask(port: number, agent: Agent): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    get({ host, port, agent }, (response) => {
      response.resume();
      resolve(response);
    }).once('error', reject);
  });
}

function keepAlive(): Agent {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  agents.push(agent);
  return agent;
}

describe('a door that closes', () => {
  it('answers what is under way, and asks for no more on that connection', async () => {
    const { door, port, held, arrived } = await openHeldDoor();
    const here = arrived();
    const answer = ask(port, keepAlive());
    await here;
    const closed = door.close(graceMs);
    held[0]?.end('done');
    expect((await answer).headers.connection).toBe('close');
    await closed;
  });

  it('ends a connection whose answer had already begun, once that is through', async () => {
    const { door, port, held, arrived } = await openHeldDoor();
    const here = arrived();
    const answer = ask(port, keepAlive());
    await here;
    held[0]?.write('do');
    const { headers } = await answer;
    expect(headers.connection).toBe('keep-alive');
    const closed = door.close(graceMs);
    held[0]?.end('ne');
    await expect(closed).resolves.toBeUndefined();
  });

  it('tells whoever asks at the last moment to go, and ends idle connections', async () => {
    const { door, port, held, arrived } = await openHeldDoor();
    const here = arrived();
    const answer = ask(port, keepAlive());
    await here;
    const isAnswered = new Promise((resolve) => held[0]?.once('close', resolve));
    held[0]?.end('done');
    await Promise.all([answer, isAnswered]);
    const closed = door.close(graceMs);
    const hereToo = arrived();
    const last = ask(port, keepAlive());
    await hereToo;
    held[1]?.end('done');
    expect((await last).headers.connection).toBe('close');
    await expect(closed).resolves.toBeUndefined();
  });
});
