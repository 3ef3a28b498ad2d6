/** Files of the sites beside the API: those named by their content are kept for a year, the others are asked for anew, and sent only if they changed. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { present } from '../../shared/domain/present.ts';

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
  '.txt': 'text/plain; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
};
/** Names that have their content's hash in them. */
const hashed = /\.(js|css)$|^assets\/[\w.]+-[0-9a-f]{10}\.json$/;

interface FileAnswer {
  readonly status?: number;
  readonly name: string;
  readonly body: string | Buffer;
}

export function respond(response: ServerResponse, { status = 200, name, body }: FileAnswer): void {
  const tag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  const isKnown = status === 200 && response.req.headers['if-none-match'] === tag;
  const isKept = status === 200 && hashed.test(name);
  response
    .writeHead(isKnown ? 304 : status, {
      'content-type': contentTypes[extname(name)] ?? 'application/octet-stream',
      'cache-control': isKept ? 'public, max-age=31536000, immutable' : 'no-cache',
      ...present({
        etag: status === 200 ? tag : undefined,
        'content-length': isKnown ? undefined : Buffer.byteLength(body),
      }),
    })
    .end(isKnown ? undefined : body);
}

/** Nothing but what is in the folder is served. */
export async function respondFile(
  response: ServerResponse,
  { folder, name }: { readonly folder: string; readonly name: string },
): Promise<void> {
  const file = normalize(join(folder, name));
  const found = file.startsWith(folder + sep) ? await readFile(file).catch(() => undefined) : undefined;
  if (found === undefined) respond(response, { status: 404, name: 'missing.txt', body: `There is no ${name} here.\n` });
  else respond(response, { name, body: found });
}
