/** The site of guides and reference as it is built: whole, small, and without a dead link. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, normalize } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildDocs } from '../../../infra/docs/build-docs.ts';
import { problemCodes } from '../../../shared/contract/answers/problem-code.ts';
import { routeList } from '../../../shared/contract/routes/routes.ts';

const firstPageMaxBytes = 60_000;

let folder: string;
let pages: readonly string[];
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'credits-docs-'));
  buildDocs(folder);
  pages = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.html'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const textOf = (file: string): string => readFileSync(join(folder, file), 'utf8');
const gzipBytes = (file: string): number => gzipSync(readFileSync(join(folder, file))).length;

/** Where a page leads or what it loads, each from its own folder; addresses elsewhere left out. */
function targetsOf(page: string): readonly string[] {
  return [...textOf(page).matchAll(/\s(?:href|src)="([^"]+)"/g)]
    .map(([, target = '']) => target)
    .filter((target) => !/^https?:/.test(target));
}

describe('the site', () => {
  it('leads nowhere that isn’t there', () => {
    const ids = new Map(
      pages.map((page) => [page, new Set([...textOf(page).matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id))]),
    );
    const dead = pages.flatMap((page) =>
      targetsOf(page)
        .filter((target) => {
          const [file = '', anchor] = target.split('#');
          const path = file === '' ? page : normalize(join(dirname(page), file));
          return !existsSync(join(folder, path)) || (anchor !== undefined && ids.get(path)?.has(anchor) !== true);
        })
        .map((target) => `${page}: ${target}`),
    );
    expect(pages.length).toBeGreaterThan(50);
    expect(dead).toEqual([]);
  });

  it('gives no two parts of a page one name', () => {
    const doubles = pages.filter((page) => {
      const ids = [...textOf(page).matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);
      return new Set(ids).size < ids.length;
    });
    expect(doubles).toEqual([]);
  });

  it('is at its first page, and at every other, no more than 60 kB by gzip', () => {
    const sizes = pages.map((page) => {
      const loaded = [
        ...textOf(page).matchAll(/<(?:link rel="(?:stylesheet|icon)" href|script type="module" src)="([^"]+)"/g),
      ];
      const files = loaded.map(([, file = '']) => normalize(join(dirname(page), file)));
      expect(files.length).toBe(3);
      return [page, [page, ...files].reduce((sum, file) => sum + gzipBytes(file), 0)] as const;
    });
    expect(sizes.filter(([, bytes]) => bytes > firstPageMaxBytes)).toEqual([]);
  });

  it('has nothing inline that the policy of its name forbids', () => {
    const inline = pages.filter((page) =>
      /<script(?![^>]*\ssrc=)|<style|\sstyle="|\son\w+="|javascript:/.test(textOf(page)),
    );
    expect(inline).toEqual([]);
  });

  it('has every route with its example, and every problem', () => {
    const all = pages
      .filter((page) => page.startsWith('api/'))
      .map(textOf)
      .join('\n');
    expect(routeList.filter(({ id }) => !all.includes(`id="${id}"`)).map(({ id }) => id)).toEqual([]);
    expect(problemCodes.filter((code) => !textOf('api/problems.html').includes(`id="${code}"`))).toEqual([]);
    expect(textOf('api/usage.html')).toContain('ai.gpt-4o.input-token');
  });

  it('finds each part by its heading and what it says', () => {
    const file = readdirSync(join(folder, 'assets')).find((name) => name.startsWith('texts-')) ?? '';
    const texts: readonly { url: string; heading: string }[] = JSON.parse(textOf(`assets/${file}`));
    const urls = texts.map(({ url }) => url);
    expect(new Set(urls).size).toBe(urls.length);
    expect(texts.find(({ heading }) => heading === 'Debit credits')?.url).toBe('api/usage.html#debit-credits');
  });

  it('names its texts for agents, each of which is there', () => {
    const links = [...textOf('llms.txt').matchAll(/\]\(([^)]+)\)/g)].map(([, link = '']) => link);
    expect(links).toEqual(
      expect.arrayContaining(['start.md', 'holds.md', 'api/usage.html', 'changelog/credits-ledger.md']),
    );
    expect(links.filter((link) => !existsSync(join(folder, link)))).toEqual([]);
  });
});
