import type { Page } from 'playwright-core';

/** A table as `tableText`, with each amount as the document has it: to the last digit, and not as it is shown. */
export function exactTableText(page: Page, selector: string): Promise<readonly (readonly string[])[]> {
  return page
    .locator(selector)
    .evaluate((table) =>
      [...table.querySelectorAll('tr')].map((row) =>
        [...row.querySelectorAll('th, td')].map(
          (cell) => cell.querySelector('data')?.value ?? (cell.textContent ?? '').replaceAll(/\s+/g, ' ').trim(),
        ),
      ),
    );
}
