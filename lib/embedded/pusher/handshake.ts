import { CLOSE, type CloseError } from './errors.ts';
import type { Limits, Settings } from './limits.ts';
import { NEWEST_PROTOCOL, OLDEST_PROTOCOL } from './protocol-versions.ts';

const DIGITS = /^\d{1,9}$/;
/** Library versions vary in form (`8.6.0`, `v1.2`, `0.1.0-beta.3`); all begin with a number. */
const LIBRARY_VERSION = /^v?\d+(\.\d+)*[\w.+-]*$/;

export type Handshake =
  | { readonly verdict: 'not_ours' }
  | { readonly verdict: 'accepted'; readonly protocol: number }
  | { readonly verdict: 'refused'; readonly error: CloseError; readonly protocol: number };

/**
 * Judges a request to open a WebSocket. Anything but `/app/…` belongs to somebody else. Refusals come in
 * the order of their codes' usefulness to the caller: wrong address, wrong protocol, wrong app, then the
 * state of the app and of the server.
 */
export function judgeHandshake(request: {
  readonly url: string;
  readonly isSecure: boolean;
  readonly key: string;
  readonly settings: Settings;
  readonly limits: Limits;
  readonly isClosing: boolean;
  readonly openConnections: number;
  readonly newConnectionsThisSecond: number;
}): Handshake {
  const [path, query] = splitOnce(request.url, '?');
  const match = /^\/app\/([^/]+)(\/.*)?$/.exec(path);
  if (!match) return { verdict: 'not_ours' };
  const [, key = '', rest] = match;

  const parameters = new URLSearchParams(query);
  const protocol = readProtocol(parameters);
  // A client whose protocol is unknown is told in both ways, as an event and as a close code.
  const spoken = typeof protocol === 'number' ? protocol : OLDEST_PROTOCOL;
  const refuse = (error: CloseError): Handshake => ({ verdict: 'refused', error, protocol: spoken });

  if (rest !== undefined && rest !== '/') return refuse(CLOSE.pathNotFound);
  if (typeof protocol !== 'number') return refuse(protocol);
  if (key !== request.key) return refuse(CLOSE.unknownApp);
  if (!request.settings.enabled) return refuse(CLOSE.disabled);
  if (request.settings.tlsOnly && !request.isSecure) return refuse(CLOSE.tlsOnly);
  if (request.isClosing) return refuse(CLOSE.restarting);
  if (request.openConnections >= request.limits.connections) return refuse(CLOSE.overQuota);
  if (request.newConnectionsThisSecond >= request.limits.newConnectionsPerSecond) {
    return refuse(CLOSE.overCapacity);
  }
  return { verdict: 'accepted', protocol };
}

function readProtocol(parameters: URLSearchParams): number | CloseError {
  const given = parameters.get('protocol');
  if (given === null || given === '') return CLOSE.noVersion;
  const libraryVersion = parameters.get('version');
  const isWellFormed =
    DIGITS.test(given) && (libraryVersion === null || LIBRARY_VERSION.test(libraryVersion));
  if (!isWellFormed) return CLOSE.invalidVersion;
  const protocol = Number(given);
  return protocol >= OLDEST_PROTOCOL && protocol <= NEWEST_PROTOCOL ? protocol : CLOSE.unsupportedVersion;
}

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at === -1 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}
