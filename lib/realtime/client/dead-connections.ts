/**
 * A browser keeps up to six connections to a house (over HTTP/1.1) and hands them out again. When the way to the house was lost
 * without a word, each of them swallows one request of the page: a bid, a press, a page. A request that is given up takes its
 * connection with it, so as many at once leave none that is dead.
 */
const mostConnections = 6;

/** @param timeoutMs how long a living connection may take. Settles by then, and never fails. */
export async function dropDeadConnections(
  timeoutMs: number,
  ask: (signal: AbortSignal) => Promise<unknown> = askNothing,
): Promise<void> {
  const questions = Array.from({ length: mostConnections }, () => ask(AbortSignal.timeout(timeoutMs)));
  await Promise.allSettled(questions);
}

/** The cheapest question there is. */
const askNothing = (signal: AbortSignal): Promise<unknown> =>
  fetch('/live?ids=', { cache: 'no-store', signal });
