/** The package as it is built: what it promises, what it brings, and that it runs. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiReport, brokenPromise, reportFile } from '../../infra/package/api-report.ts';
import { buildPackage } from '../../infra/package/build-package.ts';
import { entryNames } from '../../infra/package/entries.ts';

let folder: string;
let manifest: {
  readonly name: string;
  readonly exports: Readonly<Record<string, { readonly import: Target; readonly require: Target }>>;
  readonly bin: Readonly<Record<string, string>>;
  readonly dependencies?: object;
  readonly peerDependencies: object;
  readonly peerDependenciesMeta: Readonly<Record<string, { readonly optional: boolean }>>;
};

interface Target {
  readonly types: string;
  readonly default: string;
}

beforeAll(async () => {
  folder = `${mkdtempSync(join(tmpdir(), 'credits-ledger-'))}/`;
  await buildPackage(folder);
  manifest = JSON.parse(readFileSync(`${folder}package.json`, 'utf8'));
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true }));

const modules = (): readonly string[] =>
  readdirSync(`${folder}dist`, { recursive: true, encoding: 'utf8' }).filter(
    (file) => /\.c?js$/.test(file) && !['cli.js', 'mcp-server.js'].includes(file),
  );

describe('credits-ledger', () => {
  it('promises what its report says: a change of it is a change of the report', () => {
    expect(readFileSync(reportFile, 'utf8'), 'run npm run package:api').toBe(apiReport());
  });

  it('installs alone: what it wraps is brought by whoever wants it wrapped', () => {
    expect(manifest.dependencies).toBeUndefined();
    for (const peer of Object.keys(manifest.peerDependencies))
      expect(manifest.peerDependenciesMeta[peer]).toEqual({ optional: true });
  });

  it('has each entry in both kinds, with types for both', () => {
    const entries = Object.entries(manifest.exports).filter(([name]) => name !== './package.json');
    expect(entries.map(([name]) => name).toSorted()).toEqual(
      entryNames()
        .map((name) => (name === 'index' ? '.' : `./${name}`))
        .toSorted(),
    );
    for (const wanted of [
      '.',
      './stream',
      './gate',
      './lease',
      './hold',
      './events',
      './ai-sdk',
      './openai',
      './anthropic',
      './langchain',
      './express',
      './hono',
      './next',
      './csv',
    ])
      expect(Object.keys(manifest.exports)).toContain(wanted);
    const files = entries.flatMap(([, { import: esm, require: cjs }]) => [
      esm.types,
      esm.default,
      cjs.types,
      cjs.default,
    ]);
    expect(files.filter((file) => !existsSync(folder + file))).toEqual([]);
  });

  it('brings no module of Node’s, and none of the service’s, into other people’s bundles', () => {
    const strays = modules().filter((file) =>
      /\bnode:|require\("(fs|crypto|path)"\)|client-dynamodb|ConditionExpression/.test(
        readFileSync(`${folder}dist/${file}`, 'utf8'),
      ),
    );
    expect(modules().length).toBeGreaterThan(20);
    expect(strays).toEqual([]);
  });

  it('asks of no runtime what Node 20 hasn’t', () => {
    const later =
      /Promise\.withResolvers|Promise\.try|Array\.fromAsync|groupBy\(|rawJSON|Iterator\.from|\.isSubsetOf\(/;
    expect(modules().filter((file) => later.test(readFileSync(`${folder}dist/${file}`, 'utf8')))).toEqual([]);
  });

  it('is a client of at most 30 kB by gzip, and so is each entry', async () => {
    for (const name of entryNames()) {
      const { outputFiles } = await build({
        entryPoints: [`${folder}dist/${name}.js`],
        bundle: true,
        minify: true,
        write: false,
        format: 'esm',
        platform: 'neutral',
        packages: 'external',
      });
      expect(gzipSync(outputFiles[0]?.contents ?? '').length, name).toBeLessThan(30_000);
    }
  });

  it('is imported, required, and run as a command', () => {
    const run = (...args: readonly string[]): string =>
      execFileSync(process.execPath, [...args], { cwd: folder, encoding: 'utf8' });
    const print = 'console.log(typeof createCreditsClient, typeof withHold, typeof meterStream)';
    const esm = `import { createCreditsClient } from 'credits-ledger'; import { withHold } from 'credits-ledger/hold'; import { meterStream } from 'credits-ledger/stream'; ${print}`;
    const cjs = `const { createCreditsClient } = require('credits-ledger'); const { withHold } = require('credits-ledger/hold'); const { meterStream } = require('credits-ledger/stream'); ${print}`;
    expect(run('--input-type=module', '-e', esm)).toBe('function function function\n');
    expect(run('--input-type=commonjs', '-e', cjs)).toBe('function function function\n');
    expect(run(manifest.bin['credits-ledger'] ?? '', '--version')).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});

describe('the server for agents in the package', () => {
  it('is a file of its own, with all that it needs in it', async () => {
    const agent = new Client({ name: 'test', version: '1.0.0' });
    const args = [`${folder}${manifest.bin['credits-ledger'] ?? ''}`, 'mcp'];
    await agent.connect(new StdioClientTransport({ command: process.execPath, args }));
    const { tools } = await agent.listTools();
    await agent.close();

    expect(tools.map(({ name }) => name)).toContain('check-access');
    expect(readFileSync(`${folder}dist/cli.js`, 'utf8')).not.toContain('tools/list');
  });
});

describe('a promise', () => {
  const report = (...lines: readonly string[]): string =>
    `# API\n\n## a.d.ts\n\n\`\`\`ts\n${lines.join('\n')}\n\`\`\`\n`;

  it('is broken by a line that goes or changes, and not by one that comes', () => {
    const before = report('export interface A {', '    readonly b: string;', '}');
    expect(
      brokenPromise(before, report('export interface A {', '    readonly b: string;', '    readonly c?: string;', '}')),
    ).toBeUndefined();
    expect(brokenPromise(before, report('export interface A {', '    readonly b: number;', '}'))).toBe(
      'a.d.ts: readonly b: string;',
    );
    expect(brokenPromise(before, '# API\n')).toBe('a.d.ts: export interface A {');
  });
});
