import { execFileSync } from 'node:child_process';

/** The commit that is measured, and whether it is all that is. */
export function commit(): string {
  const git = (...args: readonly string[]): string =>
    execFileSync('git', args, { encoding: 'utf8', cwd: new URL('.', import.meta.url) }).trim();
  const isDirty = git('status', '--porcelain') !== '';
  return `${git('rev-parse', '--short', 'HEAD')}${isDirty ? ' with uncommitted changes' : ''}`;
}
