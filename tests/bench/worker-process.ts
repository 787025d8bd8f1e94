/** A process of the bench's own, spoken to by messages, so that its memory, its processor time and its event loop are its own. */
import { type ChildProcess, fork } from 'node:child_process';

/** `Reply` and `Command` are discriminated by their `type`. */
export class WorkerProcess<Command extends object, Reply extends { readonly type: string }> {
  readonly #process: ChildProcess;
  readonly #ended: Promise<never>;

  constructor(
    script: URL,
    {
      args = [],
      env = {},
    }: { readonly args?: readonly string[]; readonly env?: Readonly<Record<string, string>> } = {},
  ) {
    this.#process = fork(script, args, { env: { ...process.env, ...env } });
    this.#ended = new Promise((_resolve, reject) => {
      this.#process.once('exit', (code) => {
        reject(new Error(`a process of the bench ended with code ${code}`));
      });
    });
    // Whoever waits for a reply hears of it; while nobody waits it is not unhandled.
    this.#ended.catch(() => undefined);
  }

  get pid(): number | undefined {
    return this.#process.pid;
  }

  send(command: Command): void {
    this.#process.send(command);
  }

  /** Resolves with the next message of that type. */
  reply<T extends Reply['type']>(type: T): Promise<Extract<Reply, { type: T }>> {
    const replied = new Promise<Extract<Reply, { type: T }>>((resolve) => {
      const onMessage = (message: Reply): void => {
        if (!isOfType<Reply, T>(message, type)) return;
        this.#process.off('message', onMessage);
        resolve(message);
      };
      this.#process.on('message', onMessage);
    });
    return Promise.race([replied, this.#ended]);
  }

  async ask<T extends Reply['type']>(command: Command, type: T): Promise<Extract<Reply, { type: T }>> {
    const reply = this.reply(type);
    this.send(command);
    return await reply;
  }

  async stop(): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    const ended = new Promise((resolve) => this.#process.once('exit', resolve));
    this.#process.kill();
    await ended;
  }
}

function isOfType<Reply extends { readonly type: string }, T extends string>(
  reply: Reply,
  type: T,
): reply is Extract<Reply, { type: T }> {
  return reply.type === type;
}
