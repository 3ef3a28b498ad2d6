/** The guides beside the client: what they say is run, compiled, and leads somewhere. Quickstarts are worked through by `npm run guides`. */
import { existsSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { problemCodes } from '../../shared/contract/answers/problem-code.ts';
import { isQuickstart } from '../runs/guides/fresh-folder.ts';
import { guides } from '../support/documents/guides.ts';
import { anchorsIn, linksIn } from '../support/documents/links.ts';
import { blocksIn, pages, run, stepsIn } from '../support/documents/readme.ts';
import { compiled } from '../support/documents/snippets.ts';
import { startTestService, type TestService } from '../support/service/service.ts';

const root = new URL('../..', import.meta.url).pathname;
const all = [...pages, ...guides.filter(({ name }) => name !== 'README')];
const index = guides.find(({ name }) => name === 'README')?.text ?? '';
const runHere = guides.filter(({ text }) => !isQuickstart(text) && stepsIn(text).length > 0);

describe('the guides', () => {
  it('are listed on their first page, none twice and none that isn’t there', () => {
    const listed = [...index.matchAll(/^- \[[^\]]+\]\(([\w-]+)\.md\)/gm)].map(([, name]) => name);
    expect(listed.length).toBeGreaterThan(25);
    expect(new Set(listed).size).toBe(listed.length);
    expect(listed.filter((name) => !guides.some((guide) => guide.name === name))).toEqual([]);
  });

  it.each(guides)('begin with a title and a sentence that says what they are for: $name', ({ text }) => {
    expect(text).toMatch(/^# [^\n]{5,70}\n\n[^\n#|`<-][^\n]{30,}/);
  });

  it('have every command run, here or by npm run guides, or say why not', () => {
    const unsaid = guides.flatMap(({ path, text }) =>
      blocksIn(text)
        .filter(({ language }) => ['', 'sh', 'bash'].includes(language))
        .filter(({ marker = '' }) => !/^(run|serve: \d+|not run: .+)$/.test(marker))
        .map((block) => `${path}: ${block.text.split('\n')[0]}`),
    );
    expect(unsaid).toEqual([]);
    expect(runHere.length).toBeGreaterThan(10);
  });

  it('name only refusals that there are', () => {
    const text = guides.find(({ name }) => name === 'troubleshooting')?.text ?? '';
    const named = [...text.matchAll(/^\| ((?:`[a-z-]+`(?:, )?)+) \|/gm)].flatMap(
      ([, codes = '']) => codes.match(/[a-z-]+/g) ?? [],
    );
    expect(named.length).toBeGreaterThan(20);
    expect(named.filter((name) => !problemCodes.some((code) => code === name))).toEqual([]);
  });
});

describe('the commands of the guides', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService({ hasSchedules: false });
  });
  afterAll(() => service.stop());

  // Each guide has accounts of its own, so that one service is enough for all.
  it.each(runHere)('do what $name shows', async ({ text }) => {
    for (const { commands, shown } of stepsIn(text)) {
      let printed = '';
      for (const command of commands) printed = await run(command, service.url);
      let rest = printed;
      for (const part of (shown?.text ?? '').split(/^…\n/m).map((each) => each.trim())) {
        expect(rest).toContain(part);
        rest = rest.slice(rest.indexOf(part) + part.length);
      }
    }
  });
});

describe('the snippets of guides and READMEs', () => {
  it('compile', () => {
    expect(compiled(all)).toEqual([]);
  }, 60_000);

  it.each([
    ['json', JSON.parse],
    ['yaml', parseYaml],
  ] as const)('are %s where they say so', (language, parse) => {
    const blocks = all.flatMap(({ path, text }) => blocksIn(text).map((block) => ({ path, ...block })));
    const own = blocks.filter((block) => block.language === language);
    expect(own.length).toBeGreaterThan(1);
    expect(own.filter(({ text }) => !isParsed(text, parse)).map(({ path, text }) => `${path}: ${text}`)).toEqual([]);
  });
});

describe('the links of guides and READMEs', () => {
  it.each(all)('lead to files and headings that are there: $path', ({ path, text }) => {
    const dead = linksIn(text).filter((link) => {
      if (/^https?:/.test(link)) return false;
      const [file = '', anchor] = link.split('#');
      const target = file === '' ? path : normalize(join(dirname(path), file));
      if (!existsSync(root + target)) return true;
      const found = all.find((each) => each.path === target);
      return anchor !== undefined && !anchorsIn(found?.text ?? '').includes(anchor);
    });
    expect(dead).toEqual([]);
  });
});

function isParsed(text: string, parse: (text: string) => unknown): boolean {
  try {
    parse(text);
    return true;
  } catch {
    return false;
  }
}
