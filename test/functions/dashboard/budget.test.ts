/** The size of a first visit to the overview, compressed as CloudFront does at least, and how much of it is the library's. */
import { gzipSync } from 'node:zlib';
import { build, type Rolldown } from 'vite';
import { beforeAll, expect, test } from 'vitest';

const budgetBytes = 350_000;
const configFile = new URL('../../../functions/dashboard/vite.config.ts', import.meta.url).pathname;

let output: readonly (Rolldown.OutputChunk | Rolldown.OutputAsset)[];

beforeAll(async () => {
  const nodeEnv = process.env['NODE_ENV'];
  process.env['NODE_ENV'] = 'production';
  const built = await build({ configFile, logLevel: 'silent', build: { write: false } });
  process.env['NODE_ENV'] = nodeEnv;
  output = Array.isArray(built) ? built.flatMap((each) => each.output) : 'output' in built ? built.output : [];
});

test('the first load of the overview keeps its budget', () => {
  const files = firstLoad('overview-page');
  const bytes = [...files].reduce((sum, file) => sum + compressedBytes(file), 0);
  const report = [...files].map((file) => `${compressedBytes(file)} ${file}`).join('\n');

  expect(bytes, report).toBeLessThan(budgetBytes);
  // It is no budget if next to nothing was counted.
  expect(bytes).toBeGreaterThan(100_000);
});

test('charts and tables of the library, and signing in, are no part of it', () => {
  const modules = [...firstLoad('overview-page')].flatMap((file) => modulesOf(file));

  for (const part of ['components/mixed-line-bar-chart/', 'components/table/', 'oidc-client-ts', 'design-tokens'])
    expect(modules.filter((id) => id.includes(part))).toEqual([]);
  expect(modules.filter((id) => id.includes('@cloudscape-design')).length).toBeGreaterThan(10);
});

test('nothing in the page is inline, and nothing comes from elsewhere', () => {
  const page = output.find(({ fileName }) => fileName === 'index.html');
  const html = page?.type === 'asset' ? String(page.source) : '';

  expect(html).toContain('<script type="module"');
  expect(html).not.toMatch(/<style|style=|<script[^>]*>[^<]|https?:\/\/|\son\w+=/);
});

test('the style sheets carry no fonts', () => {
  const sheets = output.filter(({ fileName }) => fileName.endsWith('.css'));
  expect(sheets.length).toBeGreaterThan(0);
  for (const sheet of sheets) expect(sheet.type === 'asset' ? String(sheet.source) : '').not.toContain('@font-face');
});

/** The document, the entry, the page's chunk, and all that they import at once. */
function firstLoad(page: string): ReadonlySet<string> {
  const files = new Set(['index.html']);
  const add = (chunk: Rolldown.OutputChunk): void => {
    if (files.has(chunk.fileName)) return;
    files.add(chunk.fileName);
    for (const sheet of chunk.viteMetadata?.importedCss ?? []) files.add(sheet);
    for (const imported of chunk.imports) {
      const found = chunks().find(({ fileName }) => fileName === imported);
      if (found !== undefined) add(found);
    }
  };
  for (const chunk of chunks()) if (chunk.isEntry || chunk.name === page) add(chunk);
  return files;
}

function chunks(): readonly Rolldown.OutputChunk[] {
  return output.filter((each) => each.type === 'chunk');
}

function modulesOf(file: string): readonly string[] {
  return chunks().find(({ fileName }) => fileName === file)?.moduleIds ?? [];
}

function compressedBytes(file: string): number {
  const found = output.find(({ fileName }) => fileName === file);
  if (found === undefined) throw new Error(`${file} was not built`);
  return gzipSync(found.type === 'chunk' ? found.code : found.source).length;
}
