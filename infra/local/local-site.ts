/**
 * A site beside the local API, as it is deployed: its files under a path of its own, built when they are first wanted and
 * older than their sources, in a process of its own, so that neither the start nor the API waits for it.
 */
import type { ServerResponse } from 'node:http';
import { contentSecurityPolicy } from '../page-policy.ts';
import { type BuiltSite, builtWhenWanted } from './built-when-wanted.ts';
import { respond, respondFile } from './site-files.ts';

export interface LocalSite {
  readonly serves: (path: string) => boolean;
  /** Begins to build, if that is needed. */
  readonly prepare: () => void;
  readonly serve: (path: string, response: ServerResponse) => Promise<void>;
  /** Ends a build that is under way. */
  readonly stop: () => void;
}

interface SiteSettings extends BuiltSite {
  /** Begins with a slash, and doesn’t end with one. */
  readonly path: string;
  readonly folder: string;
  /** Names it where it can’t be built. */
  readonly title: string;
  /** Files that are answered rather than built, by their names. */
  readonly answered?: Readonly<Record<string, string>>;
  /** Where people sign in. */
  readonly signInOrigins?: readonly string[];
}

export function localSite({
  path: own,
  folder,
  title,
  answered = {},
  signInOrigins,
  ...site
}: SiteSettings): LocalSite {
  const { prepared, stop } = builtWhenWanted(site);
  const headers = pageHeaders(signInOrigins ?? []);
  return {
    serves: (path) => path === own || path.startsWith(`${own}/`),
    prepare: () => void prepared().catch(() => {}),
    stop,
    serve: async (path, response) => {
      for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
      if (path === own) {
        response.writeHead(308, { location: `${own}/` }).end();
        return;
      }
      try {
        await prepared();
      } catch (cause) {
        const why = cause instanceof Error ? cause.message : String(cause);
        respond(response, { status: 503, name: 'why.txt', body: `${title} could not be built.\n\n${why}\n` });
        return;
      }
      const name = path.slice(own.length + 1);
      const body = answered[name];
      if (body !== undefined) respond(response, { name, body });
      else
        await respondFile(response, { folder, name: name === '' || name.endsWith('/') ? `${name}index.html` : name });
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
