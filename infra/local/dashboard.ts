/**
 * The dashboard beside the local API, under `/dashboard/`: the page as it is deployed, with the settings of a service that
 * nobody signs in to. It is built when it is first wanted and older than its sources, in a process of its own, so that
 * neither the start nor the API waits for it.
 */
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DashboardConfig, SignInConfig } from '../../shared/contract/dashboard-config.ts';
import { present } from '../../shared/domain/present.ts';
import { contentSecurityPolicy } from '../page-policy.ts';
import { builtWhenWanted } from './built-when-wanted.ts';
import { respond, respondFile } from './site-files.ts';

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

const apiUrl = '..';

/** `signIn` is how people sign in, where they are to. */
export function localDashboard(signIn?: SignInConfig): LocalDashboard {
  const config: DashboardConfig = { apiUrl, payments: true, isLocal: true, ...present({ signIn }) };
  const headers = pageHeaders(signIn === undefined ? [] : [new URL(signIn.authority).origin]);
  const { prepared, stop } = builtWhenWanted({
    sources,
    built: join(built, 'index.html'),
    command: [join(root, 'node_modules/vite/bin/vite.js'), 'build', page, '--logLevel', 'warn'],
  });
  return {
    prepare: () => void prepared().catch(() => {}),
    stop,
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
        respond(response, { status: 503, name: 'why.txt', body: `The dashboard could not be built.\n\n${why}\n` });
        return;
      }
      await serveFile(path.slice(dashboardPath.length + 1), config, response);
    },
  };
}

/** As strict as deployed: what works here works there. */
export function pageHeaders(signInOrigins: readonly string[]): Readonly<Record<string, string>> {
  return {
    'content-security-policy': contentSecurityPolicy(signInOrigins),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
  };
}

async function serveFile(name: string, config: DashboardConfig, response: ServerResponse): Promise<void> {
  if (name === 'config.json') respond(response, { name, body: JSON.stringify(config) });
  else await respondFile(response, { folder: built, name: name === '' ? 'index.html' : name });
}
