import { isPusherEmbedded, pusherEndpoint } from '#lib/platform/config';
import type { LiveEndpoint } from '#lib/realtime/client/index';

/** What browsers may know of the push service: never its secret, and no address where it is the page's own. */
export function liveEndpoint(): LiveEndpoint {
  const { key, cluster, host, port, tls } = pusherEndpoint();
  return isPusherEmbedded()
    ? { key, cluster: null, host: null, port: null, tls: false }
    : { key, cluster, host, port, tls };
}
