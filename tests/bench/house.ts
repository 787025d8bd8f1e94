import { findFreePort, makeDataDirectory, removeDataDirectory } from '#tests/support/app';
import { drawEncryptionKey, formatEncryptionKeys } from '#lib/platform/encryption-keys';
import type { HouseCommand, HouseReply } from '#tests/bench/house-messages';
import { WorkerProcess } from '#tests/bench/worker-process';

export type House = WorkerProcess<HouseCommand, HouseReply>;

/** Runs `work` beside a house, in a process of its own, on the database `url`. */
export async function withHouse<T>(url: string, work: (house: House) => Promise<T>): Promise<T> {
  const directory = makeDataDirectory();
  const house: House = new WorkerProcess(new URL('house-process.ts', import.meta.url), {
    env: {
      NODE_ENV: 'production',
      DATABASE_URL: url,
      ENCRYPTION_KEYS: formatEncryptionKeys([drawEncryptionKey()]),
      GAVEL_DATA_DIR: directory,
      PORT: String(await findFreePort()),
      RATE_LIMIT: 'off',
      DEMO: 'off',
      LOG_LEVEL: 'warn',
    },
  });
  try {
    await house.reply('ready');
    return await work(house);
  } finally {
    await house.stop();
    removeDataDirectory(directory);
  }
}
