/** Builds what is served when it is first wanted and older than its sources, in a process of its own, so that neither the start nor the API waits for it. */
import { execFile } from 'node:child_process';
import { statSync } from 'node:fs';
import { glob } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const root = fileURLToPath(new URL('../..', import.meta.url));
const buildTimeoutMs = 120_000;

export interface BuiltSite {
  /** Patterns of files from the repository's root. */
  readonly sources: readonly string[];
  /** A file whose age is the build's. */
  readonly built: string;
  /** A program for Node, with its arguments. */
  readonly command: readonly string[];
}

export interface Building {
  /** Resolves once it is there and as new as its sources; rejects with why it could not be built. */
  readonly prepared: () => Promise<void>;
  /** Ends a build that is under way. */
  readonly stop: () => void;
}

export function builtWhenWanted(site: BuiltSite): Building {
  let ready: Promise<void> | undefined;
  const ending = new AbortController();
  const prepared = (): Promise<void> => {
    ready ??= buildIfOld(site, ending.signal);
    // A failure is not kept: whoever mends it loads the page again.
    ready.catch(() => {
      ready = undefined;
    });
    return ready;
  };
  return { prepared, stop: () => ending.abort() };
}

async function buildIfOld({ sources, built, command }: BuiltSite, signal: AbortSignal): Promise<void> {
  const builtMs = statSync(built, { throwIfNoEntry: false })?.mtimeMs ?? Number.NEGATIVE_INFINITY;
  if ((await newestSourceMs(sources)) <= builtMs) return;
  await promisify(execFile)(process.execPath, [...command], {
    cwd: root,
    timeout: buildTimeoutMs,
    signal,
    // As it is deployed, whatever this process was started for.
    env: { ...process.env, NODE_ENV: 'production' },
  });
}

async function newestSourceMs(sources: readonly string[]): Promise<number> {
  let newestMs = statSync(join(root, 'package-lock.json')).mtimeMs;
  for (const pattern of sources)
    for await (const file of glob(pattern, { cwd: root, exclude: (name) => /(^|\/)(dist|node_modules)$/.test(name) }))
      newestMs = Math.max(newestMs, statSync(join(root, file)).mtimeMs);
  return newestMs;
}
