/** A hash is recomputed from an answer's text by what the contract says, and by none of our code. */
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestService, type TestService } from '../support/service/service.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService({ hasSchedules: false });
});
afterAll(() => service.stop());

/** Parses a text and keeps every scalar as it was written; the members of an object in a map, so that no name means anything. */
function readAsWritten(text: string): ReadonlyMap<string, unknown> {
  let at = 0;
  const skip = (): void => {
    while (/\s/.test(text[at] ?? '')) at += 1;
  };
  const scalar = (): string => {
    const [found = ''] = /^("(?:[^"\\]|\\.)*"|[^,\]}\s]+)/.exec(text.slice(at)) ?? [];
    at += found.length;
    return found;
  };
  const value = (): unknown => {
    skip();
    const opening = text[at];
    if (opening !== '{' && opening !== '[') return scalar();
    at += 1;
    const members = new Map<string, unknown>();
    const elements: unknown[] = [];
    for (skip(); text[at] !== '}' && text[at] !== ']'; skip()) {
      if (opening === '[') elements.push(value());
      else {
        const name: string = JSON.parse(scalar());
        skip();
        at += 1;
        members.set(name, value());
        skip();
      }
      skip();
      if (text[at] === ',') at += 1;
      skip();
    }
    at += 1;
    return opening === '[' ? elements : members;
  };
  return value() as ReadonlyMap<string, unknown>;
}

function canonical(read: unknown): string {
  if (read instanceof Map) {
    const names: string[] = [...read.keys()].sort();
    return `{${names.map((name) => `${JSON.stringify(name)}:${canonical(read.get(name))}`).join(',')}}`;
  }
  return Array.isArray(read) ? `[${read.map(canonical).join(',')}]` : `${read}`;
}

it('quantities of more than fifteen digits are hashed as they are written, never as the nearest double', async () => {
  await service.open('digits', 'scale');
  const dimensions = JSON.stringify({ user: '\u2028 "é" \\ ☃' });
  let sent = 0;
  const send = async (method: string, path: string, text: string): Promise<void> => {
    sent += 1;
    const headers = { 'content-type': 'application/json' };
    const reply = await service.call(method, `/accounts/digits/${path}`, { text, headers, key: `sent ${sent}` });
    expect(reply.status, reply.text).toBeLessThan(300);
  };
  for (const quantity of ['9007199254.740993', '123456789.123456', '0.000001', '1.50', '1e3']) {
    const usage = `[{"sku":"ai.gpt-4.1-nano.cached-input-token","quantity":${quantity}}]`;
    await send('POST', 'debits', `{"usage":${usage},"dimensions":${dimensions}}`);
  }
  for (const quantity of ['9999999.999999', '0.000001'])
    await send('PUT', 'standing-usage/logs', `{"sku":"platform.log-storage.gb-hour","quantity":${quantity}}`);

  const { text } = await service.call('GET', '/accounts/digits/ledger');

  const entries = readAsWritten(text).get('entries') as readonly ReadonlyMap<string, unknown>[];
  expect(entries.length).toBeGreaterThan(2);
  let previous = `"${'0'.repeat(64)}"`;
  for (const entry of entries) {
    const rest = new Map([...entry].filter(([name]) => name !== 'hash'));
    expect(entry.get('previousHash')).toBe(previous);
    expect(entry.get('hash')).toBe(`"${createHash('sha256').update(canonical(rest)).digest('hex')}"`);
    previous = `${entry.get('hash')}`;
  }
  for (const written of ['9007199254.740993', '9999999.999999']) expect(text).toContain(`"quantity":${written}`);
});
