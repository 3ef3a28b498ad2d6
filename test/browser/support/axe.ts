import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { narrow, wide } from './dashboard.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Everything serious that axe finds on a page. */
export async function violations(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const found = await (Reflect.get(window, 'axe') as typeof import('axe-core')).run();
    return found.violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`);
  });
}

/** The same in all four looks, light and dark, on wide and small screens; it ends on a small dark one. */
export async function violationsInEveryLook(page: Page): Promise<readonly string[]> {
  const found: string[] = [];
  for (const viewport of [wide, narrow]) {
    await page.setViewportSize(viewport);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      found.push(...(await violations(page)).map((each) => `${viewport.width} px, ${colorScheme}: ${each}`));
    }
  }
  return found;
}
