/**
 * Ends a child process once this process is gone, however it went. No handler of ours can: after SIGKILL nothing of ours runs any
 * more. So a shell waits on a pipe that the operating system closes together with this process, and then passes the signal on.
 */
import { spawn, type ChildProcess } from 'node:child_process';

export interface LastWord {
  /** Without the SIG. */
  readonly signal: 'INT' | 'TERM' | 'KILL';
  /** The child leads a process group (it was spawned `detached`), and the signal is for all of it. */
  readonly isForGroup?: boolean;
}

const waitAndSignal = 'read -r _; kill -s "$1" -- "$2"';

/** Does nothing on Windows, which has no shell of this kind. */
export function endWithUs(child: ChildProcess, { signal, isForGroup = false }: LastWord): void {
  if (process.platform === 'win32' || child.pid === undefined) return;
  const target = String(isForGroup ? -child.pid : child.pid);
  // A session of its own, so that whatever ends us by our group or our terminal does not end it too.
  const watch = spawn('/bin/sh', ['-c', waitAndSignal, 'gavel-watch', signal, target], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    cwd: '/',
  });
  watch.once('error', () => undefined);
  watch.unref();
  child.once('exit', () => watch.kill('SIGKILL'));
}
