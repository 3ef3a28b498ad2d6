/** The library as it is built: what it brings, and that an app of its own has the templates of ours. */
import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildLibrary } from '../../../infra/package/build-library.ts';
import { root } from '../../../infra/package/entries.ts';
import { stages } from '../../../infra/stages.ts';
import { type SynthesizedStack, synthesize } from '../../support/documents/templates.ts';

/** A project of somebody else: beside it only what a user installs. */
let project: string;
let library: string;
/** The same stage, from the sources. */
let ours: SynthesizedStack;

beforeAll(async () => {
  project = mkdtempSync(join(tmpdir(), 'credits-library-'));
  const modules = join(project, 'node_modules');
  mkdirSync(modules);
  for (const name of ['aws-cdk-lib', 'constructs']) symlinkSync(`${root}node_modules/${name}`, join(modules, name));
  library = join(modules, 'credits-ledger-cdk/');
  await buildLibrary(library);
  ours = synthesize(stages.dev);
}, 120_000);
afterAll(() => rmSync(project, { recursive: true }));

describe('credits-ledger-cdk', () => {
  test('brings no dependency, and asks for the CDK alone', () => {
    const { dependencies, peerDependencies } = JSON.parse(readFileSync(`${library}package.json`, 'utf8'));

    expect(dependencies).toBeUndefined();
    expect(Object.keys(peerDependencies)).toEqual(['aws-cdk-lib', 'constructs']);
    const imported = ['dist/index.js', 'dist/index.cjs'].flatMap((file) =>
      [
        ...readFileSync(library + file, 'utf8').matchAll(
          /^(?:import .* from |(?:let|const) \w+ = require\()"([^"]+)"/gm,
        ),
      ].map(([, name = '']) => name),
    );
    expect(imported.length).toBeGreaterThan(40);
    expect(imported.filter((name) => !/^(aws-cdk-lib(\/|$)|constructs$|node:)/.test(name))).toEqual([]);
  });

  test('has types of either kind that name nothing but the CDK and one another', () => {
    for (const extension of ['d.ts', 'd.cts']) {
      const types = `${library}dist/types/`;
      const files = readdirSync(types, { recursive: true, encoding: 'utf8' }).filter((file) =>
        file.endsWith(extension),
      );
      expect(files).toContain(`infra/library/index.${extension}`);
      for (const file of files)
        for (const [, name = ''] of readFileSync(types + file, 'utf8').matchAll(/(?:from|import\()\s*'([^']+)'/g)) {
          if (/^(aws-cdk-lib|constructs)(\/|$)/.test(name)) continue;
          const source = name.replace(/\.c?js$/, `.${extension}`);
          expect(existsSync(join(types, file, '..', source)), `${file} → ${name}`).toBe(true);
        }
    }
  });

  test('brings the page, whole', () => {
    const page = readFileSync(`${library}assets/page/index.html`, 'utf8');
    const named = [...page.matchAll(/(?:src|href)="\.\/([^"]+)"/g)].map(([, file = '']) => file);

    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((file) => !existsSync(`${library}assets/page/${file}`))).toEqual([]);
  });
});

describe.each([
  ['module', 'import { App } from "aws-cdk-lib"; import { CreditsStage, stages } from "credits-ledger-cdk";'],
  [
    'commonjs',
    'const { App } = require("aws-cdk-lib"); const { CreditsStage, stages } = require("credits-ledger-cdk");',
  ],
])('an app of kind %s', (type, head) => {
  test('deploys what this repository’s own app does, under the same ids, with functions that are brought', () => {
    const output = join(project, `${type}.out`);
    writeFileSync(join(project, 'package.json'), JSON.stringify({ type }));
    writeFileSync(
      join(project, 'app.js'),
      `${head}\nconst app = new App();\nnew CreditsStage(app, 'credits-dev', { stage: stages.dev });\napp.synth();\n`,
    );
    execFileSync(process.execPath, [join(project, 'app.js')], {
      env: { PATH: process.env['PATH'], CDK_OUTDIR: output },
      timeout: 60_000,
    });

    for (const [name, template] of Object.entries(ours.templates)) {
      const theirs = Template.fromJSON(templateIn(output, name));
      expect(idsIn(theirs), name).toEqual(idsIn(template));
    }
    const bundles = readdirSync(output).filter((file) => existsSync(join(output, file, 'index.mjs')));
    // One for each kind of request, job and consumer: what is the same is one.
    expect(bundles.length).toBeGreaterThanOrEqual(10);
  }, 90_000);
});

function templateIn(output: string, stack: string): Record<string, unknown> {
  const folder = join(output, 'assembly-credits-dev');
  const file = readdirSync(folder).find((each) => new RegExp(`^creditsdev${stack}[A-Z0-9]{8}\\.template`).test(each));
  return JSON.parse(readFileSync(join(folder, file ?? stack), 'utf8'));
}

/** Each resource's logical id and type. Of a version the id is made of its code, which is none in ours. */
function idsIn(template: Template): readonly string[] {
  const { Resources } = template.toJSON();
  return Object.entries<{ readonly Type: string }>(Resources)
    .filter(([, { Type }]) => Type !== 'AWS::Lambda::Version')
    .map(([id, { Type }]) => `${id} ${Type}`)
    .toSorted();
}
