/** Builds what people's name serves into a folder of the cloud assembly: the dashboard's page, as `npm run build:dashboard` does, and the guides below it. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { docsFolder } from './constructs/dashboard-site.ts';
import { buildDocs } from './docs/build-docs.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const buildMaxMs = 180_000;

/** Answers the folder, whole: the bundler would take a relative one as the page's own. */
export function buildPage(folder: string): string {
  const outdir = resolve(folder);
  const vite = join(root, 'node_modules/vite/bin/vite.js');
  const args = [vite, 'build', 'functions/dashboard', '--outDir', outdir, '--emptyOutDir', '--logLevel', 'warn'];
  execFileSync(process.execPath, args, {
    cwd: root,
    timeout: buildMaxMs,
    stdio: ['ignore', 'inherit', 'inherit'],
    // As it is deployed, whatever this process was started for.
    env: { ...process.env, NODE_ENV: 'production' },
  });
  buildDocs(join(outdir, docsFolder));
  return outdir;
}

/** Stands in where only the template is looked at. */
export function stubPage(): string {
  const folder = mkdtempSync(join(tmpdir(), 'credits-page-'));
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), '<!doctype html>');
  writeFileSync(join(folder, 'assets/page.js'), '');
  mkdirSync(join(folder, docsFolder, 'assets'), { recursive: true });
  writeFileSync(join(folder, docsFolder, 'index.html'), '<!doctype html>');
  return folder;
}
