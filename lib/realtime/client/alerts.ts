/**
 * Notifications that the browser shows while nobody looks at the site, on request. Invariants: leave is asked only when the
 * reader says so; the wish belongs to one reader in one browser; none is shown while some tab of the site is in sight.
 */

/** `unsupported`: this browser shows none from web pages; `blocked`: the reader told the browser so. */
export type AlertStanding = 'unsupported' | 'blocked' | 'off' | 'on';

export interface Alert {
  /** Shown once, however many tabs hear of it. */
  readonly id: string;
  readonly title: string;
  readonly body: string;
}

const wishOf = (reader: string): string => `gavel.alerts.${reader}`;
const inSight = 'gavel-in-sight';
const listeners = new Set<() => void>();
let isImpossible = false;

const tell = (): void => {
  for (const listener of listeners) listener();
};

function readWish(reader: string): boolean {
  try {
    return localStorage.getItem(wishOf(reader)) === 'on';
  } catch {
    // Storage may be forbidden; then nothing is wished for.
    return false;
  }
}

function keepWish(reader: string, isOn: boolean): void {
  try {
    if (isOn) localStorage.setItem(wishOf(reader), 'on');
    else localStorage.removeItem(wishOf(reader));
  } catch {
    // As above.
  }
}

export function alertStanding(reader: string): AlertStanding {
  if (isImpossible || !('Notification' in window) || !window.isSecureContext) return 'unsupported';
  if (Notification.permission === 'denied') return 'blocked';
  return Notification.permission === 'granted' && readWish(reader) ? 'on' : 'off';
}

/** Told whenever a standing may have changed: here, in another tab, or in the browser's settings. */
export function onAlertChange(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener('storage', listener);
  document.addEventListener('visibilitychange', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', listener);
    document.removeEventListener('visibilitychange', listener);
  };
}

/** On phones the constructor is there and fails. @returns null where it does. */
function makeNotification(title: string, options: NotificationOptions): Notification | null {
  try {
    return new Notification(title, options);
  } catch {
    isImpossible = true;
    tell();
    return null;
  }
}

/** Asks the browser for leave; call it only when the reader has just asked for it. */
export async function turnAlertsOn(reader: string): Promise<void> {
  const permission = await Notification.requestPermission();
  // Tried at once and taken back, so that nobody waits for what cannot come.
  if (permission === 'granted') makeNotification('Gavel', { tag: 'gavel-trial', silent: true })?.close();
  keepWish(reader, permission === 'granted' && !isImpossible);
  tell();
}

export function turnAlertsOff(reader: string): void {
  keepWish(reader, false);
  tell();
}

/** While this tab is in sight, every tab of the site can know it. Until the returned function is called. */
export function announceSight(): () => void {
  // Locks exist on secure pages only, and so do notifications.
  if (!('locks' in navigator)) return () => undefined;
  let release: (() => void) | null = null;
  const look = (): void => {
    if (document.hidden) {
      release?.();
      release = null;
    } else if (release === null) {
      const { promise, resolve } = Promise.withResolvers<void>();
      release = resolve;
      navigator.locks.request(inSight, { mode: 'shared' }, () => promise).catch(() => undefined);
    }
  };
  look();
  document.addEventListener('visibilitychange', look);
  return () => {
    document.removeEventListener('visibilitychange', look);
    release?.();
  };
}

async function isSiteInSight(): Promise<boolean> {
  if (!document.hidden) return true;
  const { held = [] } = await navigator.locks.query();
  return held.some(({ name }) => name === inSight);
}

/** Shows a notification if the reader wished for it and looks elsewhere. `onChosen` runs when they press it. */
export async function showAlert(reader: string, alert: Alert, onChosen: () => void): Promise<void> {
  if (alertStanding(reader) !== 'on' || (await isSiteInSight())) return;
  const shown = makeNotification(alert.title, { body: alert.body, tag: `gavel-notice-${alert.id}` });
  shown?.addEventListener('click', () => {
    window.focus();
    shown.close();
    onChosen();
  });
}
