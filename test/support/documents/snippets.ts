/** Compiles the TypeScript and JavaScript that pages for readers show, against the sources and the packages installed here. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { blocksIn } from './readme.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const endings: Readonly<Record<string, string>> = { ts: 'ts', tsx: 'tsx', js: 'mjs' };

/**
 * Packages that quickstarts install and the repository doesn't: `npm run guides` and `npm run test:adapters` compile against
 * the real ones, here their members may be anything.
 */
const installedElsewhere = [
  '@smithy/node-http-handler',
  '@modelcontextprotocol/sdk/client/index.js',
  '@modelcontextprotocol/sdk/client/stdio.js',
  '@ai-sdk/openai',
  '@aws-sdk/client-bedrock-runtime',
  'ai',
  'express',
  'next',
  'openai',
];

/** Lines that snippets of a page take as given, since the text around them says what it is: left out where a snippet names it itself. */
const given: Readonly<Record<string, readonly string[]>> = {
  'infra/README.md': [
    "import { CreditsAccess } from 'credits-ledger-cdk';",
    "import { LowBalanceAlarm } from 'credits-ledger-cdk';",
    "import { Rule } from 'aws-cdk-lib/aws-events';",
    "import { EventBus } from 'aws-cdk-lib/aws-events';",
    "import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';",
    "declare const service: import('credits-ledger-cdk').CreditsStage;",
    "declare const role: import('aws-cdk-lib/aws-iam').Role;",
    "declare const stack: import('aws-cdk-lib').Stack;",
    "declare const paused: import('aws-cdk-lib/aws-sqs').Queue;",
    "declare const failed: import('aws-cdk-lib/aws-sqs').Queue;",
    "declare const onCall: import('aws-cdk-lib/aws-sns').Topic;",
  ],
  'shared/client/README.md': [
    "declare const client: import('credits-ledger').CreditsClient;",
    'declare const model: (prompt: string) => Promise<{ readonly cost: number }>;',
    'declare const prompt: string;',
    'declare const messageId: string;',
    'declare const middy: () => any;',
    'declare const bedrock: { send(command: unknown): Promise<{ readonly stream: AsyncIterable<unknown> }> };',
    'declare const command: unknown;',
    'declare const show: (event: unknown) => void;',
    "declare const event: { readonly source: string; readonly 'detail-type': string };",
    'declare const pauseWork: (accountId: string) => void;',
  ],
};

/** A part of a stage's settings, as it stands between others. */
const partOfStage = /^\w+: [[{]/;

interface Page {
  readonly path: string;
  readonly text: string;
}

/** Answers what the compiler says against the snippets of pages: nothing where all is well. */
export function compiled(pages: readonly Page[]): readonly string[] {
  mkdirSync(join(root, 'dist'), { recursive: true });
  const folder = mkdtempSync(join(root, 'dist/snippets-'));
  try {
    writeFileSync(
      join(folder, 'elsewhere.d.ts'),
      installedElsewhere.map((name) => `declare module '${name}';`).join('\n'),
    );
    for (const page of pages) placeSnippets(folder, page);
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(configuration));
    execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', folder], {
      cwd: folder,
      encoding: 'utf8',
    });
    return [];
  } catch (cause) {
    return String(Reflect.get(Object(cause), 'stdout'))
      .trim()
      .split('\n');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const configuration = {
  extends: '../../tsconfig.json',
  compilerOptions: {
    noEmit: true,
    allowJs: true,
    checkJs: true,
    jsx: 'react-jsx',
    types: ['node'],
    noPropertyAccessFromIndexSignature: false,
    noImplicitAny: false,
    useUnknownInCatchVariables: false,
    noUnusedLocals: false,
    noUnusedParameters: false,
    paths: {
      'credits-ledger': ['../../shared/client/entries/index.ts'],
      'credits-ledger/*': ['../../shared/client/entries/*.ts'],
      'credits-ledger-cdk': ['../../infra/library/index.ts'],
    },
  },
  include: ['.', '../../shared/domain/json-source-text.d.ts'],
  exclude: [],
};

/** Files under the names that the page gives them, other snippets each in one of their own. */
function placeSnippets(folder: string, { path, text }: Page): void {
  const own = join(folder, path.replaceAll(/[^\w]+/g, '-'));
  for (const [at, { language, text: code, marker = '' }] of blocksIn(text).entries()) {
    const ending = endings[language];
    if (ending === undefined) continue;
    const file = join(own, /^file: (.+)$/.exec(marker)?.[1] ?? `snippet-${at}.${ending}`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, [...givenFor(path, code), wholeOf(code), 'export {};', ''].join('\n'));
  }
}

function wholeOf(code: string): string {
  if (!partOfStage.test(code)) return code;
  return `export const part: Partial<import('credits-ledger-cdk').StageSettings> = {\n${code}\n};`;
}

function givenFor(path: string, code: string): readonly string[] {
  return (given[path] ?? []).filter((line) => {
    const [, name = ''] = /(?:declare const|import \{) (\w+)/.exec(line) ?? [];
    return !new RegExp(`(const|import \\{[^}]*) ?\\b${name}\\b`).test(code);
  });
}
