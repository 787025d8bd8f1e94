/**
 * The documented close codes of the Channels protocol. Clients read the range, not the code:
 * 4000–4099 do not come back, 4100–4199 come back after a second or more, 4200–4299 at once.
 * 4301 and 4302 never close a connection; they are sent in a `pusher:error` event.
 */
export interface ProtocolError {
  /** Null where Pusher itself sends no code, as for a refused subscription. */
  readonly code: number | null;
  readonly message: string;
}

export interface CloseError extends ProtocolError {
  readonly code: number;
}

export const CLOSE = {
  tlsOnly: { code: 4000, message: 'Application only accepts SSL connections, reconnect using wss://' },
  unknownApp: { code: 4001, message: 'Application does not exist. Check the app key.' },
  disabled: { code: 4003, message: 'Application disabled' },
  overQuota: { code: 4004, message: 'Application is over connection quota' },
  pathNotFound: { code: 4005, message: 'Path not found. Connect to /app/{key}.' },
  invalidVersion: { code: 4006, message: 'Invalid version string format' },
  unsupportedVersion: { code: 4007, message: 'Unsupported protocol version. This server speaks 4 to 7.' },
  noVersion: { code: 4008, message: 'No protocol version supplied. Add ?protocol=7.' },
  notAuthorizedInTime: { code: 4009, message: 'Connection not authorized within timeout' },
  terminatedByApp: { code: 4009, message: 'Connection terminated by the application' },
  overCapacity: { code: 4100, message: 'Over capacity. Reconnect in a moment.' },
  restarting: { code: 4100, message: 'Server is restarting. Reconnect in a moment.' },
  reconnect: { code: 4200, message: 'Reconnect immediately.' },
  pongMissing: { code: 4201, message: 'Pong reply not received in time' },
  inactive: { code: 4202, message: 'Closed after inactivity' },
} as const satisfies Record<string, CloseError>;

export const CLIENT_EVENT_RATE_EXCEEDED = 4301;
export const WATCHLIST_LIMIT_EXCEEDED = 4302;

/** An error without a code, as Pusher sends for a command that it cannot carry out. */
export function commandError(message: string): ProtocolError {
  return { code: null, message };
}
