/** What a browser needs to reach the push service. It comes from the server with the page. */
export interface LiveEndpoint {
  readonly key: string;
  /** Pusher Channels' cluster; null when a compatible server is used. */
  readonly cluster: string | null;
  /** null, with no cluster either: the address that the page itself came from, also behind a proxy. */
  readonly host: string | null;
  /** null: the usual port. */
  readonly port: number | null;
  readonly tls: boolean;
}

/** Where this browser connects: the page's own address fills in what the endpoint leaves open. */
export interface Address {
  readonly host: string;
  readonly port: number;
  readonly tls: boolean;
}

const usualPort = (tls: boolean): number => (tls ? 443 : 80);

/** null for Pusher Channels, whose address follows from the cluster. */
export function addressOf(
  endpoint: LiveEndpoint,
  page: Pick<Location, 'hostname' | 'port' | 'protocol'>,
): Address | null {
  if (endpoint.host !== null)
    return {
      host: endpoint.host,
      port: endpoint.port ?? usualPort(endpoint.tls),
      tls: endpoint.tls,
    };
  if (endpoint.cluster !== null) return null;
  const tls = page.protocol === 'https:';
  return { host: page.hostname, port: page.port === '' ? usualPort(tls) : Number(page.port), tls };
}
