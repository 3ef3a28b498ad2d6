/** The size of other metering clients, installed and bundled in the same way. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

export interface Peer {
  readonly name: string;
  readonly packages: number;
  readonly megabytes: string;
  readonly gzipKilobytes: string;
}

/** How the client of each is imported. */
const peers: readonly { readonly name: string; readonly imports: string }[] = [
  {
    name: '@openmeter/sdk@1.0.0-beta.232',
    imports: "import { OpenMeter } from '@openmeter/sdk'; globalThis.x = OpenMeter;",
  },
  { name: 'autumn-js@1.3.13', imports: "import { Autumn } from 'autumn-js'; globalThis.x = Autumn;" },
  { name: 'stripe@23.1.0', imports: "import Stripe from 'stripe'; globalThis.x = Stripe;" },
  { name: '@metronome/sdk@3.10.0', imports: "import Metronome from '@metronome/sdk'; globalThis.x = Metronome;" },
];

export async function measurePeers(folder: string, tarball: string): Promise<readonly Peer[]> {
  const own = "import { createCreditsClient } from 'credits-ledger'; globalThis.x = createCreditsClient;";
  const measured = [await measure(folder, 'credits-ledger', tarball, own)];
  for (const { name, imports } of peers) measured.push(await measure(folder, name, name, imports));
  return measured;
}

async function measure(parent: string, name: string, spec: string, imports: string): Promise<Peer> {
  const folder = join(parent, `peer-${name.replaceAll(/\W+/g, '-')}`);
  mkdirSync(folder);
  writeFileSync(join(folder, 'package.json'), '{"private":true,"type":"module"}');
  writeFileSync(join(folder, 'main.js'), imports);
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error', spec], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'ignore'],
  });
  const modules = join(folder, 'node_modules');
  return {
    name,
    packages: packagesIn(modules),
    megabytes: (bytesIn(modules) / 1_000_000).toFixed(1),
    gzipKilobytes: await bundledKilobytes(folder),
  };
}

async function bundledKilobytes(folder: string): Promise<string> {
  try {
    const { outputFiles } = await build({
      entryPoints: [join(folder, 'main.js')],
      bundle: true,
      minify: true,
      write: false,
      format: 'esm',
      platform: 'browser',
      logLevel: 'silent',
    });
    return (gzipSync(outputFiles[0]?.contents ?? '').length / 1_000).toFixed(1);
  } catch {
    return 'doesn’t bundle';
  }
}

function packagesIn(modules: string): number {
  return readdirSync(modules, { recursive: true, encoding: 'utf8' }).filter((path) =>
    /(^|node_modules\/)(@[^/]+\/)?[^/@.][^/]*\/package\.json$/.test(path),
  ).length;
}

function bytesIn(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
}
