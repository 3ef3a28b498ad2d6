/** The projects that use the packed library: their files, and how each synthesises. */
import { readFileSync } from 'node:fs';

/** The packages that are installed with the tarball, once for all projects, which are folders beside them. */
export const packages = [
  ...['aws-cdk-lib@2.276.0', 'constructs@10.8.1', 'cdk-nag@3.0.2'],
  ...['typescript@5.9.3', '@types/node@24.19.2', 'tsx@4.23.0'],
];

export interface Project {
  readonly name: string;
  /** The app that it is about, which says what is claimed of its assembly. */
  readonly app: keyof typeof apps;
  /** Makes the project's folder where it isn't just these files: a shell's line. */
  readonly begin?: string;
  readonly files: Readonly<Record<string, string>>;
  /** The steps by which it is checked and synthesises into `cdk.out`, each a shell's line. */
  readonly steps: readonly string[];
}

const readme = readFileSync(new URL('../../../infra/library/README.md', import.meta.url), 'utf8');
const apps = {
  /** The README's own example, to the letter. */
  readme: checked(/```ts\n([\s\S]*?)```/.exec(readme)?.[1] ?? ''),
  /** Both stages of this repository. */
  whole: checked(`import { App } from 'aws-cdk-lib';
import { CreditsStage, stages } from 'credits-ledger-cdk';

const app = new App();
new CreditsStage(app, 'credits-dev', { stage: stages.dev });
new CreditsStage(app, 'credits-prod', { stage: stages.prod });

app.synth();
`),
  /** One in which there is something to find. */
  bare: checked(`import { App, Stack } from 'aws-cdk-lib';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { CreditsStage, stages } from 'credits-ledger-cdk';

const app = new App();
const stage = new CreditsStage(app, 'credits-dev', { stage: stages.dev });
new Queue(new Stack(stage, 'own'), 'bare');

app.synth();
`),
} as const;

const strict = {
  target: 'es2022',
  lib: ['es2022'],
  types: ['node'],
  strict: true,
  noUncheckedIndexedAccess: true,
  // The declarations of the package are looked at too.
  skipLibCheck: false,
  outDir: 'built',
};

export const projects: readonly Project[] = [
  project('ESM, TypeScript 5.9, strict, nodenext', 'readme', { type: 'module', module: 'nodenext' }),
  project('CommonJS, TypeScript 5.9, strict, nodenext', 'readme', { type: 'commonjs', module: 'nodenext' }),
  project('CommonJS, modules resolved as by Node 10', 'readme', {
    type: 'commonjs',
    module: 'commonjs',
    moduleResolution: 'node10',
  }),
  {
    name: '`cdk init app --language typescript`, with its feature flags',
    app: 'readme',
    begin: '"$CDK" init app --language typescript --generate-only && rm -r bin lib test && mkdir bin',
    files: { 'bin/app.ts': apps.readme, 'cdk.context.json': '{}' },
    steps: [`sed -i 's#"app": ".*"#"app": "npx tsx bin/app.ts"#' cdk.json`, `"$CDK" synth -q '**' --output cdk.out`],
  },
  project('the whole service, as this repository deploys it, with exact optional members', 'whole', {
    type: 'module',
    module: 'nodenext',
    exactOptionalPropertyTypes: true,
    // The CDK's own declarations don't pass.
    skipLibCheck: true,
  }),
  project('one with a bare queue in it', 'bare', { type: 'commonjs', module: 'nodenext' }),
];

interface Compiler {
  readonly type: 'module' | 'commonjs';
  readonly module: string;
  readonly moduleResolution?: string;
  readonly exactOptionalPropertyTypes?: boolean;
  readonly skipLibCheck?: boolean;
}

function project(name: string, app: keyof typeof apps, { type, ...options }: Compiler): Project {
  return {
    name,
    app,
    files: {
      'package.json': JSON.stringify({ private: true, type }),
      'tsconfig.json': JSON.stringify({ compilerOptions: { ...strict, ...options }, include: ['app.ts'] }),
      'app.ts': apps[app],
    },
    // The app fails where the rule packs find something, and then they are read all the same.
    steps: ['npx tsc', `node built/app.js${app === 'bare' ? ' || true' : ''}`],
  };
}

function checked(app: string): string {
  if (!app.includes('\napp.synth();\n')) throw new Error('the README has no app');
  return `import { Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
${app.replace(
  '\napp.synth();\n',
  '\nValidations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));\napp.synth();\n',
)}`;
}
