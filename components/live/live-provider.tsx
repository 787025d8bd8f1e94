'use client';

import { useEffect, useMemo, useState, type ReactNode } from 'react';
import type { EpochMs } from '#lib/auction/types';
import { createLiveHouse, LiveContext, type LiveEndpoint } from '#lib/realtime/client/index';

interface LiveProviderProps {
  readonly endpoint: LiveEndpoint;
  /** The reader's username; null while signed out. */
  readonly reader: string | null;
  /** The server's time at rendering. */
  readonly renderedAt: EpochMs;
  readonly children: ReactNode;
}

/** Gives the page its one live connection. It opens when the first component follows something. */
export function LiveProvider({ endpoint, reader, renderedAt, children }: LiveProviderProps) {
  const [house] = useState(() => createLiveHouse(endpoint, renderedAt));
  useEffect(() => house.start(), [house]);
  const value = useMemo(() => ({ house, reader, renderedAt }), [house, reader, renderedAt]);
  return <LiveContext value={value}>{children}</LiveContext>;
}
