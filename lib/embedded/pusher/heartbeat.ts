import type { Application } from './application.ts';
import type { Connection } from './connection.ts';
import { CLOSE } from './errors.ts';

const LONGEST_SWEEP_INTERVAL_MS = 5_000;
const SHORTEST_SWEEP_INTERVAL_MS = 10;
const SWEEPS_PER_TIMEOUT = 4;

/**
 * Looks over all connections at intervals and pings the silent, closes the dead. One timer for all of
 * them costs nothing per idle socket, at the price of being up to a quarter of a timeout late.
 *
 * @returns a function that stops it.
 */
export function startHeartbeat(app: Application): () => void {
  const { limits } = app;
  const shortestTimeoutSeconds = Math.min(
    limits.activityTimeoutSeconds,
    limits.pongTimeoutSeconds,
    limits.inactivityTimeoutSeconds,
    limits.authorizationTimeoutSeconds,
  );
  const intervalMs = (shortestTimeoutSeconds * 1000) / SWEEPS_PER_TIMEOUT;
  const timer = setInterval(
    () => {
      const now = performance.now();
      for (const connection of app.connections.values()) inspect(app, connection, now);
    },
    Math.min(LONGEST_SWEEP_INTERVAL_MS, Math.max(SHORTEST_SWEEP_INTERVAL_MS, intervalMs)),
  ).unref();
  return () => {
    clearInterval(timer);
  };
}

function inspect(app: Application, connection: Connection, now: number): void {
  const { limits, settings } = app;
  const isOverdue =
    settings.authorizedConnections &&
    !connection.isAuthorized &&
    now - connection.openedAt >= limits.authorizationTimeoutSeconds * 1000;
  if (isOverdue) {
    connection.close(CLOSE.notAuthorizedInTime);
    return;
  }
  const silentMs = now - connection.lastHeardAt;
  if (!connection.answersPings) {
    if (silentMs >= limits.inactivityTimeoutSeconds * 1000) connection.close(CLOSE.inactive);
    return;
  }
  if (connection.pingSentAt > 0) {
    if (now - connection.pingSentAt >= limits.pongTimeoutSeconds * 1000) connection.close(CLOSE.pongMissing);
    return;
  }
  if (silentMs >= limits.activityTimeoutSeconds * 1000) connection.ping();
}
