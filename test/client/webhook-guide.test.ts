/** The receiver that the guide on webhooks shows: what it takes, and what it doesn't. Those in Python and Go are run by `npm run news:verify`. */
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newSecretText, signatures } from '../../shared/domain/endpoint-secret.ts';
import { minuteMs } from '../../shared/domain/time.ts';
import { snippetOf } from '../support/documents/snippet-of.ts';

type Once = (id: string, work: () => Promise<void>) => Promise<void>;
type Receive = (request: Request, handle: (news: unknown) => Promise<void>) => Promise<Response>;

let folder: string;
let receiver: (secret: string, once: Once) => Receive;

beforeAll(async () => {
  const dist = new URL('../../dist/', import.meta.url).pathname;
  mkdirSync(dist, { recursive: true });
  folder = mkdtempSync(join(dist, 'webhook-guide-'));
  const file = join(folder, 'receive.ts');
  writeFileSync(file, snippetOf('webhooks', 'ts'));
  ({ receiver } = await import(file));
});
afterAll(() => rmSync(folder, { recursive: true }));

const [secret, former] = [newSecretText(randomBytes), newSecretText(randomBytes)];
const body = '{"type":"CreditsExhausted","data":{"available":0}}';

function requestOf({ id = 'msg_1', atMs = Date.now(), by = [secret], sent = body } = {}): Request {
  const signed = { id, timestampSeconds: Math.floor(atMs / 1_000), body };
  const headers = {
    'webhook-id': id,
    'webhook-timestamp': String(signed.timestampSeconds),
    'webhook-signature': signatures(signed, by),
  };
  return new Request('https://billing.acme.com/credits', { method: 'POST', headers, body: sent });
}

test('takes what is signed with its secret, each id once, and nothing else', async () => {
  const [noted, handled]: [Set<string>, unknown[]] = [new Set(), []];
  const once: Once = async (id, work) => {
    if (noted.has(id)) return;
    await work();
    noted.add(id);
  };
  const receive = receiver(secret, once);
  const statusOf = async (request: Request): Promise<number> =>
    (await receive(request, async (news) => void handled.push(news))).status;

  expect(await statusOf(requestOf())).toBe(204);
  expect(await statusOf(requestOf({ atMs: Date.now() + minuteMs }))).toBe(204);
  expect(await statusOf(requestOf({ id: 'msg_2', by: [former, secret] }))).toBe(204);
  expect(handled).toEqual([JSON.parse(body), JSON.parse(body)]);
  expect(await statusOf(requestOf({ id: 'msg_3', by: [former] }))).toBe(400);
  expect(await statusOf(requestOf({ id: 'msg_3', sent: `${body} ` }))).toBe(400);
  expect(await statusOf(requestOf({ id: 'msg_3', atMs: Date.now() - 6 * minuteMs }))).toBe(400);
  expect(await statusOf(new Request('https://billing.acme.com/credits', { method: 'POST', body }))).toBe(400);
  expect(handled).toHaveLength(2);
});
