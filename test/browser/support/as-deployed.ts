import type { Page } from 'playwright-core';

/** Shows the page as a deployment does: without the bar of the local service. */
export async function asDeployed(page: Page): Promise<void> {
  await page.route('**/config.json', async (route) => {
    const { isLocal: _, ...deployed } = await (await route.fetch()).json();
    await route.fulfill({ json: deployed });
  });
}
