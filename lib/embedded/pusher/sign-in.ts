import { z } from 'zod';

import type { Application } from './application.ts';
import type { Connection } from './connection.ts';
import { commandError, WATCHLIST_LIMIT_EXCEEDED } from './errors.ts';
import { parseJson } from './json.ts';
import { checkUserAuth } from './signatures.ts';

const userDataSchema = z.object({
  id: z.string().min(1),
  user_info: z.unknown().optional(),
  watchlist: z.array(z.string()).optional(),
});

/**
 * Ties a connection to a user, as `pusher:signin` asks. A connection keeps the user that it first signed
 * in as. A watchlist over the limit is cut, the sign-in succeeds, and error 4302 names what was kept.
 */
export function signIn(
  app: Application,
  connection: Connection,
  request: { readonly auth: string; readonly userData: string },
): void {
  const signature = checkUserAuth({
    credentials: app.credentials,
    auth: request.auth,
    socketId: connection.socketId,
    userData: request.userData,
  });
  if (!signature.ok) {
    connection.sendError(commandError(signature.message));
    return;
  }
  const userData = userDataSchema.safeParse(parseJson(request.userData));
  if (!userData.success || userData.data.id.length > app.limits.userIdCharacters) {
    connection.sendError(
      commandError(
        `Invalid user_data: it must be a JSON object with an id of 1 to ${app.limits.userIdCharacters} characters`,
      ),
    );
    return;
  }
  const { id, user_info: info, watchlist: requested = [] } = userData.data;
  if (connection.user && connection.user.id !== id) {
    connection.sendError(commandError(`Already signed in as the user ${connection.user.id}`));
    return;
  }
  const wanted = [...new Set(requested)];
  const watchlist = wanted.slice(0, app.limits.watchlistUsers);

  app.users.signIn(connection, { id, info, watchlist });
  connection.isAuthorized = true;
  connection.send({ event: 'pusher:signin_success', data: { user_data: request.userData } });
  if (wanted.length > watchlist.length) {
    connection.sendError({
      code: WATCHLIST_LIMIT_EXCEEDED,
      message: `Watchlist limit exceeded. Only the first ${app.limits.watchlistUsers} user IDs are accepted: ${watchlist.join(', ')}`,
    });
  }
  app.users.sendWatchlistState(connection);
}
