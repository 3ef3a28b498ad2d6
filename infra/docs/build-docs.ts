/** Builds the site of guides and reference into a folder: pages, their Markdown, the document, `llms.txt`, and assets named by their content. */
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import { openApiFile } from './api-document.ts';
import { apiPages } from './api-pages.ts';
import type { DocsPage } from './docs-page.ts';
import { type Assets, layOut } from './layout.ts';
import { llmsText } from './llms-text.ts';
import { writtenPages } from './written-pages.ts';

const sources = fileURLToPath(new URL('page/', import.meta.url));
const icon = fileURLToPath(new URL('../../functions/dashboard/public/icon.svg', import.meta.url));
const hashCharacters = 10;
/** So much of a part is searched. */
const textMax = 1_200;

/** Empties the folder first. */
export function buildDocs(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  const pages = inOrder([...writtenPages(), ...apiPages()]);
  const assets = writeAssets(folder, pages);
  for (const page of pages) {
    write(folder, page.path, layOut(page, pages, assets));
    if (page.markdown !== undefined) write(folder, page.path.replace(/\.html$/, '.md'), page.markdown);
  }
  write(folder, 'llms.txt', llmsText(pages));
  copyFileSync(openApiFile, join(folder, 'openapi.json'));
}

/** Changelogs come last in the contents. */
function inOrder(pages: readonly DocsPage[]): readonly DocsPage[] {
  const isLast = ({ group }: DocsPage): boolean => group === 'Changelogs';
  return [...pages.filter((page) => !isLast(page)), ...pages.filter(isLast)];
}

function writeAssets(folder: string, pages: readonly DocsPage[]): Assets {
  const texts = pages.flatMap(({ path, title, sections }) =>
    sections.map(({ anchor, heading, text }) => ({
      url: anchor === '' ? path : `${path}#${anchor}`,
      title,
      heading,
      text: text.slice(0, textMax),
    })),
  );
  mkdirSync(join(folder, 'assets'), { recursive: true });
  copyFileSync(icon, join(folder, 'icon.svg'));
  return {
    style: asset(folder, 'docs.css', bundled('docs.css')),
    script: asset(folder, 'docs.js', bundled('docs.js')),
    searchScript: asset(folder, 'search.js', bundled('search.js')),
    searchTexts: asset(folder, 'texts.json', JSON.stringify(texts)),
  };
}

function bundled(file: string): string {
  const { outputFiles } = buildSync({
    entryPoints: [sources + file],
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: ['chrome123', 'firefox125', 'safari17.5'],
    logLevel: 'silent',
  });
  return outputFiles[0]?.text ?? readFileSync(sources + file, 'utf8');
}

function asset(folder: string, name: string, content: string): string {
  const hash = createHash('sha256').update(content).digest('hex').slice(0, hashCharacters);
  const path = `assets/${name.replace('.', `-${hash}.`)}`;
  write(folder, path, content);
  return path;
}

function write(folder: string, path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}
