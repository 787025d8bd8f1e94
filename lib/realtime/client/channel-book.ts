/**
 * What the push service has said of each channel that is listened to, since the connection was last opened. Invariant: a page
 * counts as pushed to only while some channel of its is confirmed, none is refused, and none has waited long for its
 * confirmation; a connection alone proves nothing.
 */
export interface ChannelBook {
  /** The page has begun to listen. */
  readonly ask: (channel: string) => void;
  readonly confirm: (channel: string) => void;
  readonly refuse: (channel: string) => void;
  readonly forget: (channel: string) => void;
  /** The connection is gone, and every confirmation with it. */
  readonly clear: () => void;
  readonly isPushed: () => boolean;
}

type Standing = { readonly is: 'asked'; readonly at: number } | { readonly is: 'confirmed' | 'refused' };

/** A confirmation that takes longer than this is not coming. */
export const confirmationMs = 3000;

/** @param now milliseconds that only ever rise. */
export function createChannelBook(now: () => number = () => performance.now()): ChannelBook {
  const standings = new Map<string, Standing>();

  const isFine = (standing: Standing): boolean =>
    standing.is === 'confirmed' || (standing.is === 'asked' && now() - standing.at < confirmationMs);

  return {
    ask: (channel) => {
      if (standings.get(channel)?.is !== 'confirmed') standings.set(channel, { is: 'asked', at: now() });
    },
    confirm: (channel) => standings.set(channel, { is: 'confirmed' }),
    refuse: (channel) => standings.set(channel, { is: 'refused' }),
    forget: (channel) => standings.delete(channel),
    clear: () => {
      for (const channel of standings.keys()) standings.set(channel, { is: 'asked', at: now() });
    },
    isPushed: () => {
      const all = [...standings.values()];
      return all.some(({ is }) => is === 'confirmed') && all.every(isFine);
    },
  };
}
