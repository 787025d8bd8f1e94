import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

const alert = { id: '7', title: 'You have been outbid', body: 'The price is now $120.' };

interface Browser {
  permission: NotificationPermission;
  /** What the person answers when asked. */
  answer: NotificationPermission;
  asked: number;
  /** Phones have the constructor, and it throws. */
  isPhone: boolean;
  /** Another tab of the site is looked at. */
  otherInSight: boolean;
  readonly shown: {
    readonly title: string;
    readonly options: NotificationOptions;
    readonly press: () => void;
  }[];
}

/** The parts of a browser that notifications touch. */
function openBrowser(): Browser {
  const browser: Browser = {
    permission: 'default',
    answer: 'granted',
    asked: 0,
    isPhone: false,
    otherInSight: false,
    shown: [],
  };
  class FakeNotification extends EventTarget {
    static get permission(): NotificationPermission {
      return browser.permission;
    }
    static requestPermission(): Promise<NotificationPermission> {
      browser.asked += 1;
      browser.permission = browser.answer;
      return Promise.resolve(browser.answer);
    }
    constructor(title: string, options: NotificationOptions) {
      super();
      if (browser.isPhone) throw new TypeError('Illegal constructor');
      const press = (): void => void this.dispatchEvent(new Event('click'));
      if (options.tag !== 'gavel-trial') browser.shown.push({ title, options, press });
    }
    close(): void {}
  }
  const kept = new Map<string, string>();
  const localStorage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  };
  const focus = vi.fn<() => void>();
  vi.stubGlobal('window', { Notification: FakeNotification, isSecureContext: true, focus });
  vi.stubGlobal('Notification', FakeNotification);
  vi.stubGlobal('localStorage', localStorage);
  vi.stubGlobal('document', { hidden: true });
  const held = () => (browser.otherInSight ? [{ name: 'gavel-in-sight' }] : []);
  vi.stubGlobal('navigator', { locks: { query: () => Promise.resolve({ held: held() }) } });
  return browser;
}

/** A fresh page: what a page has found out about its browser lives in the module. */
const openPage = () => import('#lib/realtime/client/alerts');

beforeEach(() => vi.resetModules());
afterEach(() => vi.unstubAllGlobals());

describe('notifications by the browser', () => {
  test('are asked for only when the reader says so, and kept for that reader', async () => {
    const browser = openBrowser();
    const { alertStanding, showAlert, turnAlertsOn } = await openPage();
    await showAlert('alice', alert, () => undefined);
    expect([browser.asked, browser.shown.length, alertStanding('alice')]).toEqual([0, 0, 'off']);
    await turnAlertsOn('alice');
    expect([browser.asked, alertStanding('alice'), alertStanding('bob')]).toEqual([1, 'on', 'off']);
    await showAlert('alice', alert, () => undefined);
    await showAlert('bob', alert, () => undefined);
    expect(browser.shown).toMatchObject([
      { title: alert.title, options: { body: alert.body, tag: 'gavel-notice-7' } },
    ]);
  });

  test('lead to the lot when pressed', async () => {
    const browser = openBrowser();
    const { showAlert, turnAlertsOn } = await openPage();
    await turnAlertsOn('alice');
    const chosen = vi.fn<() => void>();
    await showAlert('alice', alert, chosen);
    expect(chosen).not.toHaveBeenCalled();
    browser.shown[0]?.press();
    expect(chosen).toHaveBeenCalledOnce();
    expect(window.focus).toHaveBeenCalledOnce();
  });

  test('are not shown while this tab or another of the site is in sight', async () => {
    const browser = openBrowser();
    const { showAlert, turnAlertsOn } = await openPage();
    await turnAlertsOn('alice');
    vi.stubGlobal('document', { hidden: false });
    await showAlert('alice', alert, () => undefined);
    vi.stubGlobal('document', { hidden: true });
    browser.otherInSight = true;
    await showAlert('alice', alert, () => undefined);
    expect(browser.shown).toEqual([]);
  });

  test('stop when the reader turns them off, or the browser blocks them', async () => {
    const browser = openBrowser();
    const { alertStanding, showAlert, turnAlertsOff, turnAlertsOn } = await openPage();
    await turnAlertsOn('alice');
    turnAlertsOff('alice');
    expect(alertStanding('alice')).toBe('off');
    await turnAlertsOn('alice');
    browser.permission = 'denied';
    expect(alertStanding('alice')).toBe('blocked');
    await showAlert('alice', alert, () => undefined);
    expect(browser.shown).toEqual([]);
  });

  test('that the reader declines are blocked, and those they only wave away are off', async () => {
    const browser = openBrowser();
    const { alertStanding, turnAlertsOn } = await openPage();
    browser.answer = 'default';
    await turnAlertsOn('alice');
    expect(alertStanding('alice')).toBe('off');
    browser.answer = 'denied';
    await turnAlertsOn('alice');
    expect(alertStanding('alice')).toBe('blocked');
  });

  test('are known to be impossible on a phone before anybody waits for one', async () => {
    const browser = openBrowser();
    browser.isPhone = true;
    const { alertStanding, turnAlertsOn } = await openPage();
    await turnAlertsOn('alice');
    expect(alertStanding('alice')).toBe('unsupported');
  });

  test('are unsupported on a page that is not secure', async () => {
    openBrowser();
    vi.stubGlobal('window', { Notification, isSecureContext: false });
    const { alertStanding } = await openPage();
    expect(alertStanding('alice')).toBe('unsupported');
  });
});
