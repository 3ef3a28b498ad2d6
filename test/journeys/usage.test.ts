import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportAccount } from '../../shared/client/cli/export.ts';
import { createHttpClient } from '../../shared/client/http-client.ts';
import type { Reply } from '../support/service/reply.ts';
import { startTestService, type TestService } from '../support/service/service.ts';

interface Row {
  readonly key?: string;
  readonly rest?: string;
  readonly credits: number;
}

// With the consumer and without it: the answers are the same, only what they cost differs.
describe.each([true, false])('usage, with the stream’s consumer running: %s', (hasSchedules) => {
  let service: TestService;

  beforeAll(async () => {
    service = await startTestService({ hasSchedules });
    // Noon, so that no test straddles the end of an hour or day.
    const tomorrow = new Date(service.clock.nowMs() + 86_400_000).toISOString().slice(0, 10);
    await service.call('POST', '/local/clock', { body: { now: `${tomorrow}T12:00:00.000Z` } });
  });
  afterAll(() => service.stop());

  function debit(accountId: string, key: string, body: object): Promise<Reply> {
    return service.call('POST', `/accounts/${accountId}/debits`, { body: { category: 'ai', ...body }, key });
  }

  async function usage(accountId: string, query = ''): Promise<Reply> {
    if (hasSchedules) await service.call('GET', '/local/events');
    return service.call('GET', `/accounts/${accountId}/usage${query}`);
  }

  function seen(rows: readonly Row[]): readonly (readonly [string, number])[] {
    return rows.map(({ key, rest, credits }) => [key ?? rest ?? 'all', credits]);
  }

  it('adds up by category, SKU and dimension to what was charged', async () => {
    const id = `sums-${hasSchedules}`;
    await service.open(id);
    await debit(id, 'a', { credits: 3, dimensions: { user: 'ada' } });
    await debit(id, 'b', { credits: 4.5, dimensions: { user: 'bob' }, category: 'infrastructure' });
    await debit(id, 'c', { credits: 1, dimensions: { user: 'ada' } });
    await debit(id, 'd', { credits: 2 });
    const bySku = { usage: [{ sku: 'ai.gpt-4o.input-token', quantity: 4_000 }], category: undefined };
    await debit(id, 'e', bySku);

    const all = await usage(id);
    const categories = await usage(id, '?groupBy=category');
    const users = await usage(id, '?groupBy=dimension:user&interval=cycle');
    const skus = await usage(id, '?groupBy=sku&interval=hour');

    expect(seen(all.json.rows)).toEqual([['all', 11.5]]);
    expect(all.json.through.seq).toBe(6);
    expect(seen(categories.json.rows)).toEqual([
      ['ai', 7],
      ['infrastructure', 4.5],
    ]);
    expect(seen(users.json.rows)).toEqual([
      ['ada', 4],
      ['bob', 4.5],
      ['none', 3],
    ]);
    expect(seen(skus.json.rows)).toEqual([
      ['ai.gpt-4o.input-token', 1],
      ['none', 10.5],
    ]);
  });

  it('takes a reversal off where its debit was: the category, each SKU, the dimension', async () => {
    const id = `reversed-${hasSchedules}`;
    await service.open(id);
    const of = (quantity: number): object => ({
      usage: [
        { sku: 'ai.gpt-4o.input-token', quantity },
        { sku: 'ai.gpt-4o.output-token', quantity },
      ],
      category: undefined,
      dimensions: { user: 'ada' },
    });
    const first = await debit(id, 'a', of(4_000));
    await debit(id, 'b', of(37));
    const path = `/accounts/${id}/debits/${first.json.entry.seq}/reversal`;
    const reversal = await service.call('POST', path, { body: {}, key: 'undo' });

    const skus = await usage(id, '?groupBy=sku&interval=cycle');
    const users = await usage(id, '?groupBy=dimension:user&interval=cycle');

    expect(reversal.json.lines).toEqual(first.json.lines);
    expect(seen(skus.json.rows)).toEqual([
      ['ai.gpt-4o.input-token', 0.00925],
      ['ai.gpt-4o.output-token', 0.037],
    ]);
    expect(seen(users.json.rows)).toEqual([['ada', 0.04625]]);
  });

  it('sets a cycle beside the one before, and answers a past one', async () => {
    const id = `cycles-${hasSchedules}`;
    await service.open(id);
    await debit(id, 'a', { credits: 30 });
    await service.call('POST', '/local/clock', { body: { advanceSeconds: 32 * 86_400 } });
    await debit(id, 'b', { credits: 40 });

    const present = await usage(id, '?groupBy=category');
    const past = await usage(id, '?cycle=0');

    expect(present.json.comparison.groups).toEqual([{ key: 'ai', credits: 40, previous: 30 }]);
    expect(present.json.scope.cycle).toBe(1);
    expect(past.json.rows).toHaveLength(1);
    expect(past.json.comparison).toEqual({ previous: null, groups: [{ credits: 30, previous: 0 }] });
    expect((await usage(id, '?cycle=7')).json.code).toBe('cycle-not-found');
  });

  it('answers pages that fit together while writes go on', async () => {
    const id = `pages-${hasSchedules}`;
    await service.open(id);
    for (let users = 0; users < 9; users += 1)
      await debit(id, `${users}`, { credits: 1, dimensions: { user: `user-${users}` } });
    await service.call('POST', '/local/clock', { body: { advanceSeconds: 7_200 } });
    const rows: Row[] = [];
    let cursor = '';
    for (let pages = 0; pages < 5; pages += 1) {
      const { json } = await usage(id, `?groupBy=dimension:user&interval=hour&limit=2${cursor}`);
      rows.push(...json.rows);
      cursor = `&cursor=${encodeURIComponent(json.nextCursor)}`;
      await debit(id, `late ${pages}`, { credits: 5, dimensions: { user: `user-${pages}` } });
      if (json.nextCursor === undefined) break;
    }

    const ended = rows.filter(({ credits }) => credits === 1);
    expect(seen(ended)).toEqual(Array.from({ length: 9 }, (_, index) => [`user-${index}`, 1]));
  });

  it('says what is wrong with a question', async () => {
    const id = `wrong-${hasSchedules}`;
    await service.open(id);
    const paths = [
      ...['?groupBy=colour', '?interval=minute', '?cycle=0&from=2026-01-01T00:00:00Z', '?cursor=x'],
      ...['?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z', '?from=2020-01-01T00:00:00Z'],
    ];
    for (const path of paths) expect((await usage(id, path)).json.code, path).toBe('invalid-request');
    expect((await service.call('GET', '/accounts/nobody/usage')).json.code).toBe('account-not-found');
  });

  it('exports ledger and usage by day, every entry once, as tables too', async () => {
    const id = `export-${hasSchedules}`;
    await service.open(id);
    for (let index = 0; index < 105; index += 1) await debit(id, `${index}`, { credits: 0.25 });
    await service.call('POST', '/local/clock', { body: { advanceSeconds: 86_400 } });
    await debit(id, 'next day', { credits: 0.25, dimensions: { user: 'a "quoted", name' } });
    const out = mkdtempSync(join(tmpdir(), 'credits-export-'));
    try {
      const { entries } = await exportAccount(createHttpClient(service.url), id, { out });
      const lines = readdirSync(join(out, 'ledger')).flatMap((day) => {
        const text = readFileSync(join(out, 'ledger', day, `${id}.ndjson`), 'utf8').trim();
        return text.split('\n').map((line) => ({ ...JSON.parse(line), folder: day }));
      });
      expect(entries).toBe(107);
      expect(lines.map(({ seq }) => seq)).toEqual(Array.from({ length: 107 }, (_, index) => index + 1));
      for (const { folder, at } of lines) expect(folder).toBe(`day=${at.slice(0, 10)}`);
      expect(readdirSync(join(out, 'usage'))).toHaveLength(2);
    } finally {
      rmSync(out, { recursive: true });
    }
    const csv = await service.call('GET', `/accounts/${id}/ledger?format=csv&order=desc&limit=1`);
    expect(csv.text.split('\r\n')[0]).toContain('day,accountId,seq,type,at,credits');
    expect(csv.text).toContain('"{""user"":""a \\""quoted\\"", name""}"');
    expect(csv.headers.get('next-cursor')).not.toBeNull();
    const table = await service.call('GET', `/accounts/${id}/usage?format=csv`);
    expect(table.text.split('\r\n')).toHaveLength(4);
  });
});
