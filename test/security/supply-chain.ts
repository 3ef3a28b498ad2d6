/**
 * `npm run supply-chain` (S27): the lockfile is exactly what package.json asks for and needs no install script, what runs in
 * production has no known hole, and all of it is listed. A registry that answers no audits is said to, not passed over.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod/mini';

const root = fileURLToPath(new URL('../..', import.meta.url));
const npmTimeoutMs = 300_000;
const outputMaxBytes = 64 * 1024 * 1024;
const listName = 'dist/sbom.cyclonedx.json';

type Finding = 'passed' | 'failed' | 'not checked';

interface Ran {
  readonly isPassed: boolean;
  readonly output: string;
}

function npm(cwd: string, ...args: readonly string[]): Ran {
  try {
    const options = { cwd, encoding: 'utf8', timeout: npmTimeoutMs, maxBuffer: outputMaxBytes, stdio: 'pipe' } as const;
    return { isPassed: true, output: execFileSync('npm', args, options) };
  } catch (cause) {
    const { stdout = '', stderr = '' } = Object(cause) as { readonly stdout?: string; readonly stderr?: string };
    return { isPassed: false, output: `${stdout}\n${stderr}` };
  }
}

/** Checks the lockfile and the manifest alone: what lies around in node_modules proves nothing. */
function checkLockfile(): Finding {
  const folder = mkdtempSync(join(tmpdir(), 'credits-supply-'));
  try {
    for (const file of ['package.json', 'package-lock.json']) cpSync(join(root, file), join(folder, file));
    const { isPassed, output } = npm(folder, 'ci', '--ignore-scripts', '--dry-run', '--no-audit');
    return report('npm ci --ignore-scripts --dry-run', isPassed ? 'passed' : 'failed', isPassed ? '' : output);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function checkHoles(): Finding {
  const { isPassed, output } = npm(root, 'audit', '--omit=dev', '--audit-level=high');
  if (isPassed) return report('npm audit --omit=dev --audit-level=high', 'passed');
  const isUnanswered = /audit endpoint returned an error|ENOAUDIT|ENOTFOUND|ECONNREFUSED|ETIMEDOUT/.test(output);
  const finding = isUnanswered ? 'not checked' : 'failed';
  return report('npm audit', finding, isUnanswered ? 'The registry answers no audits.' : output);
}

const listShape = z.object({
  components: z.array(z.object({ name: z.string(), version: z.string(), purl: z.string() })),
});

function writeList(): Finding {
  const { isPassed, output } = npm(root, 'sbom', '--sbom-format=cyclonedx', '--omit=dev', '--package-lock-only');
  if (!isPassed) return report('npm sbom', 'failed', output);
  const { components } = listShape.parse(JSON.parse(output));
  mkdirSync(join(root, 'dist'), { recursive: true });
  writeFileSync(join(root, listName), output);
  return report(
    'npm sbom',
    components.length > 0 ? 'passed' : 'failed',
    `${components.length} packages in ${listName}`,
  );
}

function report(what: string, finding: Finding, more = ''): Finding {
  console.log(`${finding}: ${what}${more === '' ? '' : `\n  ${more.trim().split('\n').slice(-10).join('\n  ')}`}`);
  return finding;
}

const findings = [checkLockfile(), checkHoles(), writeList()];
process.exitCode = findings.includes('failed') ? 1 : 0;
