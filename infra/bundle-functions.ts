/** Bundles every entry point of `functions/` into a folder of its own, and says how large each came out. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { build } from 'esbuild';
import type { RequestFunction } from '../shared/contract/routes/request-function.ts';
import type { JobId, NewsJobId, PaymentJobId, UsageJobId } from '../shared/runtime/jobs.ts';
import type { ConsumerId } from '../shared/runtime/streams.ts';
import { bundleOptions } from './bundling.ts';

/** Names an entry point by its path in `functions/`: `requests/charge`. */
export type Entry =
  | `requests/${RequestFunction}`
  | `jobs/${JobId | NewsJobId | PaymentJobId | UsageJobId}`
  | 'webhooks/stripe'
  | 'intake/take-usage'
  | 'authorizers/admit-api-key'
  | `streams/${ConsumerId}`;

/** The code that a function runs. */
export type CodeOf = (entry: Entry) => Code;

export interface Bundles {
  readonly codeOf: CodeOf;
  readonly bytes: Readonly<Record<string, number>>;
}

const root = fileURLToPath(new URL('..', import.meta.url));
const folders = ['requests', 'jobs', 'streams', 'webhooks', 'authorizers', 'intake'] as const;

/** Needs no network and no container: esbuild is a package like any other. */
export async function bundleFunctions(outdir: string): Promise<Bundles> {
  const entries = entryPoints();
  const { metafile } = await build({
    ...bundleOptions,
    absWorkingDir: root,
    entryPoints: Object.fromEntries(entries.map((entry) => [`${entry}/index`, `functions/${entry}.ts`])),
    outdir,
    outExtension: { '.js': '.mjs' },
    metafile: true,
    logLevel: 'warning',
  });
  const bytes: Record<string, number> = {};
  for (const { entryPoint, bytes: size } of Object.values(metafile.outputs))
    if (entryPoint !== undefined) bytes[entryPoint.replace(/^functions\/|\.ts$/g, '')] = size;
  return { codeOf: (entry) => Code.fromAsset(join(outdir, entry)), bytes };
}

/** Stands in where only the template is looked at. */
export function stubCode(): Code {
  return Code.fromInline('exports.handler = async () => {};');
}

function entryPoints(): readonly string[] {
  return folders.flatMap((folder) =>
    filesIn(folder)
      .filter((file) => file.endsWith('.ts'))
      .map((file) => `${folder}/${file.slice(0, -'.ts'.length)}`),
  );
}

function filesIn(folder: string): readonly string[] {
  const isFolder = readdirSync(join(root, 'functions')).includes(folder);
  return isFolder ? readdirSync(join(root, 'functions', folder)).sort() : [];
}
