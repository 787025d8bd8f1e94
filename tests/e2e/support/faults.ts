/** What an automatic judge of accessibility finds on a page. */
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/**
 * Nothing of ours is framed from another origin, so the page is judged where it is: by default each judgement opens a second,
 * blank page, which costs three times as much.
 */
const judge = (page: Page): AxeBuilder =>
  new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });

/** No fault that axe knows of. A page that has some fails its test at once, or with `.soft` at the end. */
export async function expectNoFaults(page: Page): Promise<void> {
  const { violations } = await judge(page).analyze();
  const faults = violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
  expect.soft(faults, `faults of ${new URL(page.url()).pathname}`).toEqual([]);
}
