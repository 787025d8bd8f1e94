'use client';

import { createContext, use } from 'react';
import type { LiveHouse } from '#lib/realtime/client/live-house';
import type { EpochMs } from '#lib/auction/types';

export interface LiveContextValue {
  readonly house: LiveHouse;
  /** The reader's username; null while signed out. */
  readonly reader: string | null;
  /** The server's time when it rendered the page, for the first render in the browser to agree with the server's. */
  readonly renderedAt: EpochMs;
}

export const LiveContext = createContext<LiveContextValue | null>(null);

/** @throws when no LiveProvider surrounds the component: a programmer's error. */
export function useLiveContext(): LiveContextValue {
  const value = use(LiveContext);
  if (value === null) throw new Error('Live components stand inside a LiveProvider.');
  return value;
}
