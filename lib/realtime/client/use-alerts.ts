'use client';

import { useSyncExternalStore } from 'react';
import { alertStanding, onAlertChange, type AlertStanding } from '#lib/realtime/client/alerts';

/** How it stands with the reader's notifications in this browser; null until the page is alive. */
export const useAlertStanding = (reader: string): AlertStanding | null =>
  useSyncExternalStore(
    onAlertChange,
    () => alertStanding(reader),
    () => null,
  );
