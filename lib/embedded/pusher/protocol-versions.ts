/** The versions of the Channels protocol that this server speaks, and what changed between them. */
export const OLDEST_PROTOCOL = 4;
export const NEWEST_PROTOCOL = 7;
/** From here on clients promise to answer a ping. */
export const FIRST_PROTOCOL_WITH_PONG = 5;
/** From here on clients read close codes; older ones are told in a `pusher:error` event as well. */
export const FIRST_PROTOCOL_WITH_CLOSE_CODES = 6;
