import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { problemCodes, problems } from '../shared/contract/answers/problems.ts';
import { blocksIn, masked, readme, run, scripts, stepsIn } from './support/readme.ts';
import { startTestService, type TestService } from './support/service.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

describe('the README’s commands', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService({ hasSchedules: false });
  });
  afterAll(() => service.stop());

  // In the page's order: each goes on from what the ones before it left.
  it.each(stepsIn(readme))('print what the page shows: $commands.0', async ({ commands, shown }) => {
    let printed = '';
    for (const command of commands) printed = await run(command, service.url);
    switch (shown?.language) {
      case 'json':
        expect(JSON.parse(masked(printed))).toEqual(JSON.parse(masked(shown.text)));
        break;
      case 'http':
        expect(printed.split('\n')).toEqual(expect.arrayContaining(shown.text.trim().split('\n')));
        break;
      case 'text':
        expectParts(masked(printed), masked(shown.text));
        break;
      default:
        expect(shown).toBeUndefined();
    }
  });

  it('are there', () => {
    expect(stepsIn(readme).filter(({ shown }) => shown !== undefined).length).toBeGreaterThanOrEqual(6);
  });
});

describe('the README', () => {
  it('names only scripts that there are', () => {
    const named = [...readme.matchAll(/npm run (?:-s )?([\w:-]+)/g)].map(([, name = '']) => name);
    expect(named).toContain('credits');
    expect(Object.keys(scripts)).toEqual(expect.arrayContaining([...new Set(named), 'start', 'test']));
  });

  it('maps folders that are there, and all of shared', () => {
    const map = blocksIn(readme).find(({ marker }) => marker === 'map')?.text ?? '';
    let above = '';
    const paths = map.split('\n').flatMap((line) => {
      const [, indent = '', folder] = /^( *)(\S+\/)/.exec(line) ?? [];
      if (folder === undefined) return [];
      if (indent === '') above = folder;
      return [indent === '' ? folder : above + folder];
    });
    expect(paths.filter((path) => !existsSync(root + path))).toEqual([]);
    const shared = readdirSync(`${root}shared`).map((folder) => `shared/${folder}/`);
    expect(paths).toEqual(expect.arrayContaining([...shared, 'functions/', 'infra/', 'test/']));
  });

  it('points at files that are there', () => {
    const paths = [...readme.matchAll(/`((?:functions|infra|shared|test)\/[^`\s]+)`/g)].map(([, path = '']) => path);
    expect(paths).toContain('shared/storage/change.ts');
    expect(paths.filter((path) => !existsSync(root + path))).toEqual([]);
  });

  it('lists every problem once, with its status', () => {
    const rows = [...readme.matchAll(/^\| `([a-z-]+)` \| (\d{3}) \|/gm)].map(([, code, status]) => [code, status]);
    expect(rows).toEqual(problemCodes.map((code) => [code, String(problems[code].status)]));
  });
});

/** The shown lines, in order; `…` in a line of its own stands for any that are left out. */
function expectParts(printed: string, shown: string): void {
  let rest = printed;
  for (const part of shown.trim().split('\n…\n')) {
    expect(rest).toContain(part);
    rest = rest.slice(rest.indexOf(part) + part.length);
  }
  if (!shown.includes('\n…\n')) expect(printed.trim()).toBe(shown.trim());
}
