/** Names the repository that a package is built from, as npm's provenance wants it: it must be the one that publishes. */
import { execFileSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { root } from './entries.ts';

export interface Repository {
  readonly type: 'git';
  readonly url: string;
  readonly directory: string;
}

/** The repository that `--repository <address>` names, or else the one that the checkout was fetched from; says which. */
export function namedRepository(directory: string): Repository | undefined {
  const { repository: address } = parseArgs({ options: { repository: { type: 'string' } } }).values;
  const repository = repositoryAt(address ?? originOf(root), directory);
  if (address !== undefined && repository === undefined)
    throw new Error(`--repository ${address}: it must be an https or ssh address`);
  console.log(`repository: ${repository?.url ?? 'none; --repository <address> names one, as publishing wants'}`);
  return repository;
}

/** The repository at an address, https or ssh; undefined where it is no such address, as a folder of one's own. */
export function repositoryAt(address: string, directory: string): Repository | undefined {
  const ssh = /^(?:ssh:\/\/)?git@([\w.-]+)[:/]([\w./-]+?)(?:\.git)?$/.exec(address.trim());
  const https = /^(?:git\+)?https:\/\/(?:[^@/]*@)?([\w.-]+)\/([\w./-]+?)(?:\.git)?\/?$/.exec(address.trim());
  const [, host, path] = ssh ?? https ?? [];
  return host === undefined ? undefined : { type: 'git', url: `git+https://${host}/${path}.git`, directory };
}

/** The address that the checkout was fetched from; empty where it has none. */
export function originOf(folder: string): string {
  try {
    return execFileSync('git', ['remote', 'get-url', 'origin'], { cwd: folder, encoding: 'utf8', stdio: 'pipe' });
  } catch {
    return '';
  }
}
