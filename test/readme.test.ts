import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { problemCodes } from '../shared/contract/answers/problem-code.ts';
import { problems } from '../shared/contract/answers/problems.ts';
import { type Block, blocksIn, mask, page, pages, run, scripts, stepsIn } from './support/documents/readme.ts';
import { startTestService, type TestService } from './support/service/service.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Doors: who opens one of these folders finds a page that says what is in it. */
const doors = [
  ...['README.md', 'CONTRIBUTING.md', 'functions/README.md', 'functions/dashboard/README.md', 'infra/README.md'],
  'infra/library/README.md',
  ...['infra/local/README.md', 'shared/README.md', 'shared/client/README.md', 'shared/contract/README.md'],
  ...['shared/storage/README.md', 'test/README.md', 'test/security/README.md', 'test/runs/simulation/README.md'],
];
/** A command that stands in a shell's block without being run says so, and why. */
const notRun = /^not run: ./;

const runnable = pages.map((each) => ({ ...each, steps: stepsIn(each.text) })).filter(({ steps }) => steps.length > 0);

describe.each(runnable)('the commands of $path', ({ steps }) => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService({ hasSchedules: false });
  });
  afterAll(() => service.stop());

  // In the page's order: each goes on from what the ones before it left.
  it.each(steps)('print what the page shows: $commands.0', async ({ commands, shown }) => {
    let printed = '';
    for (const command of commands) printed = await run(command, service.url);
    expectShown(printed, shown);
  });
});

describe('every page', () => {
  it('is there, at each door', () => {
    expect(pages.map(({ path }) => path)).toEqual(expect.arrayContaining(doors));
  });

  it('has its commands run, or says why not', () => {
    const unsaid = pages.flatMap(({ path, text }) =>
      blocksIn(text)
        .filter(({ language, marker = '' }) => ['', 'sh', 'bash'].includes(language) && marker !== 'run')
        .filter(({ marker = '' }) => !notRun.test(marker))
        .map((block) => `${path}: ${block.text.split('\n')[0]}`),
    );
    expect(unsaid).toEqual([]);
    expect(runnable.map(({ path }) => path)).toEqual(
      expect.arrayContaining([
        'README.md',
        'infra/local/README.md',
        'shared/client/README.md',
        'shared/contract/README.md',
      ]),
    );
    const shown = runnable.flatMap(({ steps }) => steps).filter((step) => step.shown !== undefined);
    expect(shown.length).toBeGreaterThanOrEqual(8);
  });

  it('names only scripts that there are', () => {
    const named = pages.flatMap(({ text }) =>
      [...text.matchAll(/npm run (?:-s )?([\w:-]+)/g)].map(([, name = '']) => name),
    );
    expect(named).toContain('credits');
    expect(Object.keys(scripts)).toEqual(expect.arrayContaining([...new Set(named), 'start', 'test']));
  });

  it('has every script named on one of them', () => {
    const all = pages.map(({ text }) => text).join('\n');
    const unnamed = Object.keys(scripts).filter((name) => !new RegExp(`npm (run )?(-s )?${name}(?![\\w:-])`).test(all));
    expect(unnamed).toEqual([]);
  });

  it.each(pages)('points at files that are there: $path', ({ text }) => {
    const paths = [...text.matchAll(/`((?:functions|infra|shared|test)\/[^`\s<*]+)`/g)].map(([, path = '']) => path);
    expect(paths.filter((path) => !existsSync(root + path))).toEqual([]);
  });
});

describe('the README', () => {
  const readme = page('README.md');

  it('is one page', () => {
    expect(readme.trimEnd().split('\n').length).toBeLessThanOrEqual(130);
  });

  it('maps folders that are there, and all of shared', () => {
    const map = blocksIn(readme).find(({ marker }) => marker === 'map')?.text ?? '';
    let above = '';
    const paths = map.split('\n').flatMap((line) => {
      const [, indent = '', names = ''] = /^( *)(\S+\/(?:, \S+\/)*)/.exec(line) ?? [];
      if (names === '') return [];
      if (indent === '') above = names;
      return names.split(', ').map((folder) => (indent === '' ? folder : above + folder));
    });
    expect(paths.filter((path) => !existsSync(root + path))).toEqual([]);
    const shared = readdirSync(`${root}shared`, { withFileTypes: true })
      .filter((each) => each.isDirectory())
      .map(({ name }) => `shared/${name}/`);
    expect(paths).toEqual(expect.arrayContaining([...shared, 'functions/', 'infra/', 'test/']));
  });
});

describe('the page of the contract', () => {
  it('lists every problem once, with its status', () => {
    const rows = [...page('shared/contract/README.md').matchAll(/^\| `([a-z-]+)` \| (\d{3}) \|/gm)];
    expect(rows.map(([, code, status]) => [code, status])).toEqual(
      problemCodes.map((code) => [code, String(problems[code].status)]),
    );
  });
});

function expectShown(printed: string, shown: Block | undefined): void {
  switch (shown?.language) {
    case 'json':
      expect(JSON.parse(mask(printed))).toEqual(JSON.parse(mask(shown.text)));
      break;
    case 'http':
      expect(printed.split('\n')).toEqual(expect.arrayContaining(shown.text.trim().split('\n')));
      break;
    case 'text':
      expectParts(mask(printed), mask(shown.text));
      break;
    default:
      expect(shown).toBeUndefined();
  }
}

/** The shown lines, in order; `…` in a line of its own stands for any that are left out. */
function expectParts(printed: string, shown: string): void {
  let rest = printed;
  for (const part of shown.trim().split('\n…\n')) {
    expect(rest).toContain(part);
    rest = rest.slice(rest.indexOf(part) + part.length);
  }
  if (!shown.includes('\n…\n')) expect(printed.trim()).toBe(shown.trim());
}
