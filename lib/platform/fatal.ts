/** A reason not to start that its reader can act on: shown as one sentence, without a stack. */
export class StartupError extends Error {
  override readonly name = 'StartupError';
}

/** For what ends a command: says the sentence and sets the exit code. @throws whatever else it was, which nobody foresaw. */
export function failWithSentence(error: unknown): void {
  if (!(error instanceof StartupError)) throw error;
  process.stderr.write(`\n${error.message}\n`);
  process.exitCode = 1;
}
