import type { Listener } from '#lib/realtime/server/authorize-channel';
import { pushClient } from '#lib/realtime/server/push';

/** Vouches for whose connection this is, in the form that pusher-js expects back from its user authentication. */
export const authenticateListener = (
  listener: Listener,
  socketId: string,
): { readonly auth: string; readonly user_data: string } => {
  const { auth, user_data: userData } = pushClient().authenticateUser(socketId, { id: String(listener.id) });
  return { auth, user_data: userData };
};
