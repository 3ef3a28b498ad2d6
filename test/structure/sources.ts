/** The files of the repository as its own tests read them: those that git keeps, or would. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

const root = new URL('../..', import.meta.url);
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => file !== '' && existsSync(new URL(file, root)));

/** Paths from the root, of those whose name matches. */
export function filesOf(name: RegExp = /./): readonly string[] {
  return files.filter((file) => name.test(file));
}

export function textOf(file: string): string {
  return readFileSync(new URL(file, root), 'utf8');
}
