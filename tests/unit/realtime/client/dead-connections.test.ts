import { expect, test } from 'vitest';
import { dropDeadConnections } from '#lib/realtime/client/dead-connections';

/** A pool as a browser's: what was given back last is handed out first, and a request that is given up takes its connection along. */
function createPool(connections: readonly ('dead' | 'alive')[]) {
  const idle = [...connections];
  const ask = async (signal: AbortSignal): Promise<void> => {
    const connection = idle.pop() ?? 'alive';
    if (connection === 'dead')
      await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    await Promise.resolve();
    idle.push(connection);
  };
  return { ask, idle };
}

test('leaves no dead connection, wherever the living are among them', async () => {
  const pools = [
    createPool(['dead', 'dead', 'dead', 'dead', 'dead', 'dead']),
    createPool(['dead', 'alive', 'dead', 'alive']),
    createPool([]),
  ];
  for (const { ask, idle } of pools) {
    await dropDeadConnections(10, ask);
    expect(idle).not.toContain('dead');
  }
});
