import { globSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { fastFolders, leftOutFiles, leftOutFolders } from '../fast-tier.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const tests = globSync('test/**/*.test.ts', { cwd: root, exclude: ['**/node_modules/**'] }).map((path) =>
  path.replaceAll('\\', '/'),
);

describe('the fast tier', () => {
  it('takes or leaves out every folder of tests, and none twice', () => {
    const folders = tests.map((path) => path.split('/')[1] ?? '').filter((name) => !name.endsWith('.ts'));
    expect([...fastFolders, ...Object.keys(leftOutFolders)].toSorted()).toEqual([...new Set(folders)].toSorted());
  });

  it('leaves out only tests that there are, of folders that it takes or of none', () => {
    const files = Object.keys(leftOutFiles);
    expect(tests).toEqual(expect.arrayContaining(files));
    expect(files.filter((file) => Object.hasOwn(leftOutFolders, file.split('/')[1] ?? ''))).toEqual([]);
  });

  it('leaves out no test without a reason', () => {
    const taken = fastFolders.map((folder) => `test/${folder}/`);
    const left = tests.filter((path) => !taken.some((folder) => path.startsWith(folder)));
    const unexplained = left.filter(
      (path) => leftOutFiles[path] === undefined && leftOutFolders[path.split('/')[1] ?? ''] === undefined,
    );
    expect(unexplained).toEqual([]);
  });
});
