/** Who may listen where. Public channels need no leave; a bidder's channel is that bidder's, the house's is the administrators'. */
import { adminChannel, bidderChannel } from '#lib/auction/wire';
import type { BidderId } from '#lib/auction/types';
import { pushClient } from '#lib/realtime/server/push';

export interface Listener {
  readonly id: BidderId;
  readonly role: 'member' | 'administrator';
}

/** What pusher-js expects back, or null where the listener has no business. */
export function authorizeChannel(
  listener: Listener,
  request: { readonly socketId: string; readonly channel: string },
): { readonly auth: string } | null {
  const { socketId, channel } = request;
  const allowed =
    channel === bidderChannel(listener.id) || (channel === adminChannel && listener.role === 'administrator');
  return allowed ? { auth: pushClient().authorizeChannel(socketId, channel).auth } : null;
}
