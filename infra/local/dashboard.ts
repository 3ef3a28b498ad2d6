/**
 * The dashboard beside the local API, under `/dashboard/`: the page as it is deployed, with the settings of a service that
 * nobody signs in to. It is built when it is first wanted and older than its sources, in a process of its own, so that
 * neither the start nor the API waits for it.
 */
import { execFile } from 'node:child_process';
import { statSync } from 'node:fs';
import { glob, readFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { DashboardConfig, SignInConfig } from '../../shared/contract/dashboard-config.ts';
import { present } from '../../shared/domain/present.ts';
import { contentSecurityPolicy } from '../page-policy.ts';

export const dashboardPath = '/dashboard';

export interface LocalDashboard {
  /** Begins to build, if that is needed. */
  readonly prepare: () => void;
  readonly serve: (path: string, response: ServerResponse) => Promise<void>;
  /** Ends a build that is under way. */
  readonly stop: () => void;
}

const root = fileURLToPath(new URL('../..', import.meta.url));
const page = join(root, 'functions/dashboard');
const built = join(page, 'dist');
const sources = ['functions/dashboard/**/*.{ts,tsx,css,html,svg}', 'shared/{client,contract,domain}/**/*.ts'];
const buildTimeoutMs = 120_000;

const apiUrl = '..';

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
};

/** `signIn` is how people sign in, where they are to. */
export function localDashboard(signIn?: SignInConfig): LocalDashboard {
  const config: DashboardConfig = { apiUrl, payments: true, isLocal: true, ...present({ signIn }) };
  const headers = pageHeaders(signIn === undefined ? [] : [new URL(signIn.authority).origin]);
  let ready: Promise<void> | undefined;
  const ending = new AbortController();
  const prepared = (): Promise<void> => {
    ready ??= buildIfOld(ending.signal);
    // A failure is not kept: whoever mends it loads the page again.
    ready.catch(() => {
      ready = undefined;
    });
    return ready;
  };
  return {
    prepare: () => void prepared().catch(() => {}),
    stop: () => ending.abort(),
    serve: async (path, response) => {
      for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
      if (path === dashboardPath) {
        response.writeHead(308, { location: `${dashboardPath}/` }).end();
        return;
      }
      try {
        await prepared();
      } catch (cause) {
        const why = cause instanceof Error ? cause.message : String(cause);
        respond(response, 503, 'text/plain; charset=utf-8', `The dashboard could not be built.\n\n${why}\n`);
        return;
      }
      await serveFile(path.slice(dashboardPath.length + 1), config, response);
    },
  };
}

/** As strict as deployed: what works here works there. */
function pageHeaders(signInOrigins: readonly string[]): Readonly<Record<string, string>> {
  return {
    'content-security-policy': contentSecurityPolicy(signInOrigins),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
  };
}

async function serveFile(name: string, config: DashboardConfig, response: ServerResponse): Promise<void> {
  if (name === 'config.json') {
    respond(response, 200, 'application/json', JSON.stringify(config));
    return;
  }
  const file = normalize(join(built, name === '' ? 'index.html' : name));
  const found = file.startsWith(built + sep) ? await readFile(file).catch(() => undefined) : undefined;
  if (found === undefined) {
    respond(response, 404, 'text/plain; charset=utf-8', `The dashboard has no ${name}.\n`);
    return;
  }
  respond(response, 200, contentTypes[extname(file)] ?? 'application/octet-stream', found);
}

function respond(response: ServerResponse, status: number, contentType: string, body: string | Buffer): void {
  const isKept = status === 200 && /javascript|css/.test(contentType);
  response
    .writeHead(status, {
      'content-type': contentType,
      'content-length': Buffer.byteLength(body),
      'cache-control': isKept ? 'public, max-age=31536000, immutable' : 'no-cache',
    })
    .end(body);
}

async function buildIfOld(signal: AbortSignal): Promise<void> {
  if ((await newestSourceMs()) <= builtMs()) return;
  const vite = join(root, 'node_modules/vite/bin/vite.js');
  await promisify(execFile)(process.execPath, [vite, 'build', page, '--logLevel', 'warn'], {
    cwd: root,
    timeout: buildTimeoutMs,
    signal,
    // As it is deployed, whatever this process was started for.
    env: { ...process.env, NODE_ENV: 'production' },
  });
}

function builtMs(): number {
  return statSync(join(built, 'index.html'), { throwIfNoEntry: false })?.mtimeMs ?? Number.NEGATIVE_INFINITY;
}

async function newestSourceMs(): Promise<number> {
  let newestMs = statSync(join(root, 'package-lock.json')).mtimeMs;
  for (const pattern of sources)
    for await (const file of glob(pattern, { cwd: root, exclude: (name) => /(^|\/)(dist|node_modules)$/.test(name) }))
      newestMs = Math.max(newestMs, statSync(join(root, file)).mtimeMs);
  return newestMs;
}
