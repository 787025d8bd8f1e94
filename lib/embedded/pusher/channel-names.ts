/**
 * What a channel can do is decided by its name's prefix alone.
 * Source: "Channel naming conventions" and "Cache channels" in the Pusher Channels documentation.
 */

export type ChannelType = 'public' | 'private' | 'encrypted' | 'presence' | 'server-to-user';

export interface ChannelKind {
  readonly type: ChannelType;
  /** A cache channel replays its last event to a new subscriber. */
  readonly isCache: boolean;
}

export const SERVER_TO_USER_PREFIX = '#server-to-user-';

const ALLOWED_CHARACTERS = /^[A-Za-z0-9_\-=@,.;]+$/;

export type ChannelNameCheck =
  { readonly ok: true; readonly kind: ChannelKind } | { readonly ok: false; readonly message: string };

/**
 * Reads a channel's name. Refuses an empty name, one over `maxCharacters`, and characters outside
 * letters, digits and `_ - = @ , . ;`. A leading `#` is reserved for server-to-user channels, whose
 * remainder is a user id and may hold any character.
 */
export function parseChannelName(name: string, maxCharacters: number): ChannelNameCheck {
  if (name.startsWith(SERVER_TO_USER_PREFIX) && name.length > SERVER_TO_USER_PREFIX.length) {
    return { ok: true, kind: { type: 'server-to-user', isCache: false } };
  }
  if (name.length > maxCharacters) {
    return { ok: false, message: `Channel name too long: at most ${maxCharacters} characters are allowed` };
  }
  if (!ALLOWED_CHARACTERS.test(name)) {
    return {
      ok: false,
      message: `Invalid channel name: '${name}'. Use letters, digits and the characters _ - = @ , . ;`,
    };
  }
  return { ok: true, kind: channelKind(name) };
}

/** Reads what a well-formed name says, of a channel that is not server-to-user. */
export function channelKind(name: string): ChannelKind {
  if (name.startsWith('presence-')) {
    return { type: 'presence', isCache: name.startsWith('presence-cache-') };
  }
  if (name.startsWith('private-encrypted-')) {
    return { type: 'encrypted', isCache: name.startsWith('private-encrypted-cache-') };
  }
  if (name.startsWith('private-')) {
    return { type: 'private', isCache: name.startsWith('private-cache-') };
  }
  return { type: 'public', isCache: name.startsWith('cache-') };
}
