import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import type { Held } from './checks.ts';

export interface Tried {
  /** The project's. */
  readonly name: string;
  readonly held: readonly Held[];
  /** How it failed before there was anything to look at. */
  readonly said?: string;
}

/** Writes RECORD.md beside this, of a run in which everything held. */
export function writeRecord({
  root,
  packed,
  tried,
  seen,
}: {
  readonly root: string;
  readonly packed: string;
  readonly tried: readonly Tried[];
  /** The steps of its deployment. */
  readonly seen: readonly string[];
}): void {
  const { version } = JSON.parse(readFileSync(`${root}infra/library/package.json`, 'utf8'));
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: root, encoding: 'utf8' }).trim();
  const projects = tried.map(({ name, held }) => `- ${name}: ${held.length} of ${held.length}`);
  const claims = [...new Set(tried.flatMap(({ held }) => held.map(({ claim }) => `- ${claim}`)))];
  writeFileSync(
    new URL('RECORD.md', import.meta.url),
    `# The library in CDK apps of others

\`npm run package:cdk:try\` packs \`credits-ledger-cdk\`, installs it into an empty folder, type-checks and synthesises the README's own app in projects beside it,
and the whole service, with \`AwsSolutionsChecks\` and \`ServerlessChecks\` of cdk-nag over them, and looks at the templates.

${version} at ${commit}, ${new Date().toISOString().slice(0, 10)}: every claim held.

${projects.join('\n')}

The claims:

${claims.join('\n')}

## Deployed

From the tarball by \`cdk deploy\` into MiniStack, beside a table and a bus of another app's stack (\`existingTable\`, \`existingEventBus\`, \`without: ['dashboard']\`):

${seen.join('\n')}

\`\`\`text
${packed}
\`\`\`
`,
  );
}
