/**
 * `npm run guides`: works through every quickstart in a fresh folder, as it is written, against `npm start` and with the packed
 * packages; compiles what they place with the real types. Needs registries for what they install, and Python for one of them. Writes
 * RECORD.md beside this. A part of a guide's name as argument works through just those, and writes nothing.
 */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildWheel, python } from '../../../infra/package/build-wheel.ts';
import { guides } from '../../support/documents/guides.ts';
import { blocksIn, pages } from '../../support/documents/readme.ts';
import { followGuide, isQuickstart } from './fresh-folder.ts';

const root = new URL('../../..', import.meta.url).pathname;
const startTimeoutMs = 120_000;

interface Result {
  readonly name: string;
  readonly blocks: number;
  readonly seconds: number;
  readonly fault?: string;
}

async function main(): Promise<number> {
  const wanted = process.argv[2];
  const folder = mkdtempSync(join(tmpdir(), 'credits-guides-'));
  const service = await startedService();
  try {
    const program = python();
    if (program !== undefined) parsePython(program);
    const packages = { npm: packedClient(), wheel: program === undefined ? undefined : buildWheel(program, folder) };
    const results: Result[] = [];
    for (const { name, text } of guides.filter(({ text }) => isQuickstart(text))) {
      if (wanted !== undefined && !name.includes(wanted)) continue;
      const own = join(folder, name);
      mkdirSync(own);
      const result = await tried(name, async () => {
        const blocks = await followGuide(text, {
          folder: own,
          serviceUrl: service.url,
          packages,
          onBlock: console.log,
        });
        compile(own);
        return blocks;
      });
      results.push(result);
      console.log(`${result.fault === undefined ? 'ok  ' : 'FAIL'} ${name}, ${result.seconds} s ${result.fault ?? ''}`);
      await service.forget();
    }
    if (wanted === undefined) writeRecord(results);
    return results.every(({ fault }) => fault === undefined) ? 0 : 1;
  } finally {
    await service.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function tried(name: string, run: () => Promise<number>): Promise<Result> {
  const startMs = performance.now();
  const seconds = (): number => Math.round((performance.now() - startMs) / 1_000);
  try {
    return { name, blocks: await run(), seconds: seconds() };
  } catch (cause) {
    return { name, blocks: 0, seconds: seconds(), fault: cause instanceof Error ? cause.message : String(cause) };
  }
}

/** With the real types of all that the guide installed, where it placed TypeScript. */
function compile(folder: string): void {
  if (!existsSync(join(folder, 'node_modules/typescript')) || !existsSync(join(folder, 'tsconfig.json'))) return;
  execFileSync('node_modules/.bin/tsc', ['--noEmit'], { cwd: folder, stdio: 'inherit' });
}

function packedClient(): string {
  console.log(execFileSync('npm', ['run', '-s', 'package'], { cwd: root, encoding: 'utf8' }).split('\n')[0]);
  const file = readdirSync(join(root, 'dist')).find((each) => /^credits-ledger-\d.*\.tgz$/.test(each));
  return join(root, 'dist', file ?? '');
}

/** Throws where a snippet of a guide or a README is no Python. */
function parsePython(program: string): void {
  for (const { path, text } of [...pages, ...guides])
    for (const { language, text: code } of blocksIn(text)) {
      if (language !== 'python') continue;
      console.log(`parses Python of ${path}`);
      execFileSync(program, ['-c', 'import ast, sys; ast.parse(sys.stdin.read())'], { input: code });
    }
}

interface StartedService {
  readonly url: string;
  /** Starts it anew, so that each guide meets what its reader would. */
  forget(): Promise<void>;
  stop(): Promise<void>;
}

async function startedService(): Promise<StartedService> {
  const port = 4_471;
  let stop = await npmStart(port);
  return {
    url: `http://127.0.0.1:${port}`,
    forget: async () => {
      await stop();
      stop = await npmStart(port);
    },
    stop: () => stop(),
  };
}

async function npmStart(port: number): Promise<() => Promise<void>> {
  const child = spawn('npm', ['start', '-s', '--', '--port', String(port)], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  const greeted = Promise.withResolvers<void>();
  const late = setTimeout(() => greeted.reject(new Error('npm start did not greet')), startTimeoutMs);
  child.stdout.on('data', (chunk) => {
    if (String(chunk).includes('Credits serves')) greeted.resolve();
  });
  await greeted.promise;
  clearTimeout(late);
  return async () => {
    const gone = once(child, 'exit');
    process.kill(-(child.pid ?? 0), 'SIGTERM');
    await gone;
  };
}

function writeRecord(results: readonly Result[]): void {
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: root, encoding: 'utf8' }).trim();
  const { version } = JSON.parse(readFileSync(`${root}shared/client/package.json`, 'utf8'));
  const rows = results.map(
    ({ name, blocks, seconds, fault }) =>
      `| ${name} | ${fault === undefined ? `yes, ${blocks} blocks` : 'NO'} | ${seconds} |`,
  );
  writeFileSync(
    new URL('RECORD.md', import.meta.url),
    `# The quickstarts in fresh folders

\`npm run guides\` works through every quickstart in an empty folder as it is written: it places its files, runs its commands
against \`npm start\` with the packed packages, and compares what is printed with what the guide shows. The model is the recorded
stand-in of the local service, since no provider can be asked without a key; the code is the one that a reader runs with theirs.

credits-ledger ${version} at ${commit}, ${new Date().toISOString().slice(0, 10)}.

| guide | works as written | seconds, installs included |
|---|---|---|
${rows.join('\n')}
`,
  );
}

process.exitCode = await main();
