/**
 * `npm run screenshots`: a picture of every page, light and dark, wide and narrow, of an account with four cycles behind it and
 * of one at zero. The clock stands still, so that what changed in a picture was changed in the page. They are kept beside the
 * page, and are there to be looked at.
 */
import '../../infra/local/quiet.ts';
import { mkdirSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { createStillClock } from '../../infra/local/clock.ts';
import { defaultEngine } from '../../infra/local/engine.ts';
import { startLocalService } from '../../infra/local/service.ts';
import { asDeployed } from './support/as-deployed.ts';
import { launchChromium } from './support/chromium.ts';
import { livePast, send } from './support/past.ts';

const folder = new URL('./screenshots/', import.meta.url).pathname;
const startMs = Date.parse('2026-11-14T14:00:00.000Z');
const heightMax = 1_700;
const qualityPercent = 68;
const settleMs = 600;
const settleFrames = 10;

const pictures = [
  ['accounts', '/', '[data-testid=fleet] tbody td'],
  ['plans-and-prices', '/catalogue', '[data-testid=prices]'],
  ['trying-prices', '/catalogue', '[data-testid=prices]'],
  ['service-health', '/service-health', '[data-testid=health]'],
  ['overview', '/accounts/acme', '[data-testid=burn] td:has-text(".")'],
  ['overview-at-zero', '/accounts/zero', '[data-testid=available]'],
  ['overview-suspended', '/accounts/unpaid', '[data-testid=available]'],
  ['usage', '/accounts/acme/usage', '[data-testid=groups]'],
  ['usage-by-sku', '/accounts/acme/usage?period=90d&groupBy=sku', '[data-testid=groups]'],
  ['ledger', '/accounts/acme/ledger', '[data-testid=entries] tbody button'],
  ['receipt', '/accounts/acme/ledger?category=ai&entry=2&at=2026-11-14T14:00:00.000Z', '[data-testid=entry-json]'],
  ['statements', '/accounts/acme/statements?cycle=2', '[data-testid=statement]'],
  ['timeline', '/accounts/acme/timeline', '[data-testid=timeline] li'],
  ['in-progress', '/accounts/acme/in-progress', '[data-testid=holds] tbody td'],
  ['plan', '/accounts/acme/plan?credits=4000', '[data-testid=plan-fit] table'],
] as const;

/** Pictures of what is on the screen, in place of the page from its top. */
const ofScreen: ReadonlySet<string> = new Set(['receipt', 'trying-prices']);

const screens = [
  ['wide', { width: 1280, height: 900 }],
  ['narrow', { width: 390, height: 844 }],
] as const;

const clock = createStillClock(startMs);
const service = await startLocalService({ port: 0, engine: defaultEngine(), clock });
try {
  await tellStory(service.url);
  // The first request builds the page, if it isn't.
  await (await fetch(`${service.url}/dashboard/`)).text();
  await takePictures(`${service.url}/dashboard/#`);
} finally {
  await service.stop();
}

async function tellStory(url: string): Promise<void> {
  await livePast(url, clock, { accountId: 'acme', planId: 'team', days: 116, debitsADay: 9, credits: 17 });
  await send(url, 'POST', '/accounts/acme/purchases', { packId: 'burst-1000', paymentId: 'pi_3Qx7' });
  await send(url, 'POST', '/accounts/acme/adjustments', {
    credits: 50,
    reason: 'goodwill after the outage',
    actor: 'ada@example.com',
  });
  const work = {
    whenExhausted: 'complete',
    expiresInSeconds: 7_200,
    dimensions: { workflow: 'migrate', user: 'linus' },
  };
  await send(url, 'POST', '/accounts/acme/holds', { credits: 240, category: 'infrastructure', ...work });
  clock.moveTo(clock.nowMs() + 25 * 60_000);
  await send(url, 'POST', '/accounts/acme/holds', { credits: 60, category: 'ai', expiresInSeconds: 3_600 });
  clock.moveTo(clock.nowMs() + 4 * 60_000);
  await send(url, 'PUT', '/accounts/zero', { planId: 'free', timeZone: 'Asia/Kolkata' });
  await send(url, 'POST', '/accounts/zero/debits', { credits: 100, category: 'ai' });
  await send(url, 'PUT', '/accounts/acme/details', { name: 'Acme Corporation', externalId: 'crm-4711' });
  await send(url, 'PUT', '/accounts/zero/details', { name: 'Ferris & Daughters' });
  await send(url, 'PUT', '/accounts/unpaid', { planId: 'team', name: 'Blue Harbor Coffee' });
  await send(url, 'POST', '/accounts/unpaid/subscription', {
    subscriptionId: 'sub_1QLq8v2eZvKYlo2C',
    status: 'unpaid',
    paidUntil: '2026-11-14T00:00:00.000Z',
  });
  clock.moveTo(clock.nowMs() + 35 * 60_000);
}

async function takePictures(base: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const browser = await launchChromium();
  for (const [screen, viewport] of screens) {
    for (const colorScheme of ['light', 'dark'] as const) {
      const page = await browser.newPage({ viewport, colorScheme, locale: 'en-GB', timezoneId: 'Europe/Berlin' });
      await asDeployed(page);
      for (const [name, address, ready] of pictures) {
        await page.goto('about:blank');
        await page.goto(base + address);
        await page.locator(ready).first().waitFor({ state: 'attached' });
        if (name === 'trying-prices') await tryPrices(page);
        await page.getByText('Adding up…').first().waitFor({ state: 'detached' });
        await waitUntilStill(page);
        const height = await page.evaluate(() => document.documentElement.scrollHeight);
        const isPanel = ofScreen.has(name);
        await page.screenshot({
          path: `${folder}${name}-${screen}-${colorScheme}.jpg`,
          type: 'jpeg',
          quality: qualityPercent,
          fullPage: !isPanel,
          ...(isPanel ? {} : { clip: { x: 0, y: 0, width: viewport.width, height: Math.min(height, heightMax) } }),
        });
      }
      await page.close();
    }
  }
  await browser.close();
}

/** The prices in effect, answers a fifth dearer and all else a fifth cheaper. */
async function tryPrices(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Begin with/ }).click();
  const draft = page.locator('textarea');
  while (!(await draft.inputValue()).includes('"prices"')) await page.waitForTimeout(settleMs);
  const card = JSON.parse(await draft.inputValue());
  for (const price of card.prices)
    price.credits = Math.round(price.credits * (price.sku.includes('output') ? 1.2 : 0.8) * 1_000_000) / 1_000_000;
  await draft.fill(JSON.stringify(card, undefined, 1));
  await page.getByRole('button', { name: 'Replay under this card' }).click();
  await page.locator('[data-testid=replay][aria-busy=false]').waitFor();
  await page.getByRole('heading', { name: 'Try a rate card' }).evaluate((heading) => heading.scrollIntoView());
}

/** The chart is laid out once its box and its labels are measured: a few frames, which a busy machine is slow to draw. */
async function waitUntilStill(page: Page): Promise<void> {
  await page.waitForTimeout(settleMs);
  for (let frame = 0; frame < settleFrames; frame += 1)
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(drawn)));
}
