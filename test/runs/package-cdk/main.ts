/**
 * `npm run package:cdk:try`: installs the packed library into an empty folder, as its users do, and synthesises the README's own app,
 * and the whole service, with both rule packs over them. Then deploys it into an emulator (MiniStack, as `npm run e2e`) beside a
 * table and a bus. Needs a registry (about 350 MB in a temporary folder, some minutes). Writes RECORD.md beside this. A part of a
 * project's name as argument, or `deployed`, tries just that, and writes nothing.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readAssembly } from './assembly.ts';
import { bareClaims, hold, readmeClaims, wholeClaims } from './checks.ts';
import { deployInstalled } from './deployed.ts';
import { type Project, packages, projects } from './projects.ts';
import { type Tried, writeRecord } from './record.ts';

const root = new URL('../../..', import.meta.url).pathname;
const stepTimeoutMs = 300_000;

const wanted = process.argv[2];
const folder = mkdtempSync(join(tmpdir(), 'credits-cdk-'));
const packed = execFileSync('npm', ['run', '-s', 'package:cdk'], { cwd: root, encoding: 'utf8' }).trim();
console.log(packed);
const tarball = join(
  root,
  'dist',
  readdirSync(join(root, 'dist')).find((file) => /^credits-ledger-cdk-.*\.tgz$/.test(file)) ?? '',
);
const repository = join(folder, 'repository');
execFileSync(join(root, 'node_modules/.bin/cdk'), ['synth', '-q', '**', '--output', repository], {
  cwd: root,
  stdio: ['ignore', 'ignore', 'ignore'],
});

sh(`npm install --no-audit --no-fund --loglevel=error ${[tarball, ...packages].join(' ')}`, folder);

const tried: Tried[] = [];
for (const project of projects.filter(({ name }) => wanted === undefined || name.includes(wanted))) {
  const result = tryProject(project);
  tried.push(result);
  console.log(`${result.said === undefined ? 'ok  ' : 'FAIL'} ${result.name}${result.said ? `\n${result.said}` : ''}`);
  for (const { claim, against } of result.held)
    console.log(`  ${against.length === 0 ? 'ok  ' : 'FAIL'} ${claim} ${against.slice(0, 5).join(', ')}`);
}
const seen = wanted === undefined || wanted === 'deployed' ? await deployInstalled(folder) : [];
rmSync(folder, { recursive: true, force: true });
const isGood = tried.every(({ said, held }) => said === undefined && held.every(({ against }) => against.length === 0));
if (!isGood) process.exitCode = 1;
else if (wanted === undefined) writeRecord({ root, packed, tried, seen });

/** An app is run by itself, as the tool runs it: told where to write by its environment. */
function tryProject({ name, app, begin, files, steps }: Project): Tried {
  const project = join(folder, name.replaceAll(/\W+/g, '-'));
  mkdirSync(project);
  try {
    if (begin !== undefined) sh(begin, project);
    for (const [file, text] of Object.entries(files)) writeFileSync(join(project, file), text);
    for (const step of steps) sh(step, project);
    const output = join(project, 'cdk.out');
    const claims = {
      readme: readmeClaims,
      whole: wholeClaims(readAssembly(repository), output),
      bare: bareClaims,
    };
    return { name, held: hold(output, claims[app]) };
  } catch (cause) {
    const outputs = cause instanceof Error ? ['stdout', 'stderr'].map((each) => Reflect.get(cause, each) ?? '') : [];
    return { name, held: [], said: [cause, ...outputs].join('\n').slice(-3_000) };
  }
}

function sh(step: string, cwd: string): void {
  execFileSync('sh', ['-c', step], {
    cwd,
    env: { ...process.env, CDK: join(root, 'node_modules/.bin/cdk'), CDK_OUTDIR: join(cwd, 'cdk.out') },
    timeout: stepTimeoutMs,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}
