/** What a browser does to a tab that the reader leaves and comes back to. Playwright keeps every tab in sight. */
import type { Page } from '@playwright/test';

function setSight(page: Page, isHidden: boolean): Promise<void> {
  return page.evaluate((hidden) => {
    Object.defineProperty(document, 'hidden', { configurable: true, value: hidden });
    const visibilityState = hidden ? 'hidden' : 'visible';
    Object.defineProperty(document, 'visibilityState', { configurable: true, value: visibilityState });
    document.dispatchEvent(new Event('visibilitychange'));
  }, isHidden);
}

export const leaveTab = (page: Page): Promise<void> => setSight(page, true);
export const returnToTab = (page: Page): Promise<void> => setSight(page, false);
