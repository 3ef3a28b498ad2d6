/** The size of a first visit to the overview, compressed as CloudFront does at least, and what is no part of it. */
import { beforeAll, expect, test } from 'vitest';
import { type BuiltPage, buildForMeasure } from '../../runs/first-load/measure.ts';

const budgetBytes = 135_000;

let built: BuiltPage;
beforeAll(async () => {
  built = await buildForMeasure();
});

test('the first load of the overview keeps its budget', () => {
  const files = built.firstLoad('overview-page');
  const bytes = files.reduce((sum, { gzipBytes }) => sum + gzipBytes, 0);
  const report = files.map(({ name, gzipBytes }) => `${gzipBytes} ${name}`).join('\n');

  expect(bytes, report).toBeLessThan(budgetBytes);
  // It is no budget if next to nothing was counted.
  expect(bytes).toBeGreaterThan(100_000);
});

test('the trend of usage, suggestions and signing in are no part of it', () => {
  const modules = built.firstLoad('overview-page').flatMap((file) => [...file.modules.keys()]);

  for (const part of ['parts/chart/trend-chart', 'parts/combobox', 'node_modules/downshift/', 'oidc-client-ts'])
    expect(modules.filter((id) => id.includes(part))).toEqual([]);
  expect(modules.filter((id) => id.includes('dashboard/parts/')).length).toBeGreaterThan(10);
});

test('nothing in the page is inline, and nothing comes from elsewhere', () => {
  const page = built.files.find(({ fileName }) => fileName === 'index.html');
  const html = page?.type === 'asset' ? String(page.source) : '';

  expect(html).toContain('<script type="module"');
  expect(html).not.toMatch(/<style|style=|<script[^>]*>[^<]|https?:\/\/|\son\w+=/);
});

test('the style sheets carry no fonts', () => {
  const sheets = built.files.filter(({ fileName }) => fileName.endsWith('.css'));
  expect(sheets.length).toBeGreaterThan(0);
  for (const sheet of sheets) expect(sheet.type === 'asset' ? String(sheet.source) : '').not.toContain('@font-face');
});
