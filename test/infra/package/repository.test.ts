import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { originOf, repositoryAt } from '../../../infra/package/repository.ts';

it.each([
  'https://git.example/credits/credits',
  'https://git.example/credits/credits.git',
  'https://robot@git.example/credits/credits.git\n',
  'git+https://git.example/credits/credits.git',
  'git@git.example:credits/credits.git',
  'ssh://git@git.example/credits/credits.git',
])('a package names the repository that it is built from, without who fetched it: %s', (address) => {
  expect(repositoryAt(address, 'shared/client')).toEqual({
    type: 'git',
    url: 'git+https://git.example/credits/credits.git',
    directory: 'shared/client',
  });
});

it.each(['', '/home/somebody/credits', '../credits', 'file:///home/credits', 'http://git.example/credits', 'https://'])(
  'and none where its address isn’t one for others: %j',
  (address) => {
    expect(repositoryAt(address, 'shared/client')).toBeUndefined();
  },
);

it('a folder without an origin has none', () => {
  const folder = mkdtempSync(join(tmpdir(), 'credits-origin-'));
  expect(originOf(folder)).toBe('');
  rmSync(folder, { recursive: true });
});
