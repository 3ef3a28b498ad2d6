/** `npm run package:python`: builds the wheel and the source archive of the Python client into `dist`. */
import { execFileSync } from 'node:child_process';
import { copyFileSync, cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './entries.ts';

const source = `${root}shared/client/python/`;

/** A Python that is new enough: the one that PYTHON names, or `python3`. Says what is missing where there is none. */
export function python(): string | undefined {
  const program = process.env['PYTHON'] ?? 'python3';
  try {
    execFileSync(program, ['-c', 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))'], {
      stdio: 'ignore',
    });
    return program;
  } catch {
    console.error(
      'Python 3.10 or later with venv is needed, as by `apt-get install python3-venv`: as python3 on the PATH, or PYTHON=<path>.',
    );
    return undefined;
  }
}

/** Builds in a copy, so that nothing is left in the tree; returns the wheel's path. */
export function buildWheel(program: string, folder: string): string {
  const copy = join(folder, 'source');
  cpSync(source, copy, { recursive: true, filter: (path) => !/__pycache__|\.egg-info|\/dist$/.test(path) });
  copyFileSync(`${root}LICENSE`, join(copy, 'LICENSE'));
  const tools = join(folder, 'build-tools');
  execFileSync(program, ['-m', 'venv', tools]);
  const own = join(tools, 'bin/python');
  execFileSync(own, ['-m', 'pip', 'install', '-q', '--disable-pip-version-check', 'build', 'hatchling'], {
    stdio: 'inherit',
  });
  const out = join(folder, 'dist');
  execFileSync(own, ['-m', 'build', '--no-isolation', '--outdir', out, copy], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const wheel = readdirSync(out).find((file) => file.endsWith('.whl'));
  if (wheel === undefined) throw new Error('no wheel was built');
  return join(out, wheel);
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const program = python();
  if (program === undefined) process.exit(2);
  const folder = mkdtempSync(join(tmpdir(), 'credits-wheel-'));
  buildWheel(program, folder);
  for (const file of readdirSync(join(folder, 'dist'))) {
    copyFileSync(join(folder, 'dist', file), `${root}dist/${file}`);
    console.log(`dist/${file}`);
  }
  rmSync(folder, { recursive: true });
}
