/** The README’s DuckDB query over what the export wrote, and the guide’s Athena tables over the same folders. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportAccount } from '../../shared/client/cli/export.ts';
import { createHttpClient } from '../../shared/client/http-client.ts';
import { blocksIn, page } from '../support/documents/readme.ts';
import { startTestService, type TestService } from '../support/service/service.ts';

const guide = readFileSync(new URL('../../infra/README.md', import.meta.url), 'utf8');
const duckdb = await import('@duckdb/node-api').catch((cause: unknown) => new Error('no binding', { cause }));
const skippedFormats =
  duckdb instanceof Error ? ` (skipped: DuckDB’s binding can’t be loaded on ${process.platform})` : '';

const accountIds = ['demo', 'acme'];
const day = 86_400;

describe('the export', () => {
  let service: TestService;
  let out: string;

  beforeAll(async () => {
    service = await startTestService();
    out = mkdtempSync(join(tmpdir(), 'credits-export-'));
    await service.open('acme', 'starter');
    for (const accountId of accountIds) await live(accountId);
    for (const accountId of accountIds) await exportAccount(createHttpClient(service.url), accountId, { out });
  });
  afterAll(async () => {
    await service.stop();
    rmSync(out, { recursive: true });
  });

  /** Some days with usage of each category: debits, one of them reversed, work in progress, something kept. */
  async function live(accountId: string): Promise<void> {
    const path = `/accounts/${accountId}`;
    const send = async (method: string, of: string, body: object, key: string): Promise<{ readonly seq: number }> => {
      const { status, json } = await service.call(method, path + of, { body, key });
      expect(status).toBeLessThan(300);
      return { seq: json.entry?.seq ?? 0 };
    };
    const kept = { sku: 'platform.log-storage.gb-hour', quantity: 120 };
    await send('PUT', '/standing-usage/logs', kept, 'keep');
    for (let days = 0; days < 4; days += 1) {
      const usage = [
        { sku: 'ai.gpt-4o.input-token', quantity: 3_741 + days },
        { sku: 'ai.gpt-4o.output-token', quantity: 449 },
      ];
      await send('POST', '/debits', { usage, dimensions: { user: 'ada' } }, `chat ${days}`);
      const debit = await send('POST', '/debits', { credits: 0.1 + days, category: 'infrastructure' }, `run ${days}`);
      if (days === 2) await send('POST', `/debits/${debit.seq}/reversal`, {}, 'undo');
      const held = await service.call('POST', `${path}/holds`, {
        body: { credits: 5, category: 'ai' },
        key: `h${days}`,
      });
      await send('POST', `/holds/${held.json.hold.holdId}/capture`, { credits: 1.234567 }, `capture ${days}`);
      await service.call('POST', '/local/clock', { body: { advanceSeconds: day } });
    }
  }

  /** The usage by the ledger, by day, account and category, as the query shows it. */
  async function usedByLedger(): Promise<readonly object[]> {
    const sums = new Map<string, { millionths: bigint; entries: number }>();
    for (const accountId of accountIds) {
      const { json } = await service.call('GET', `/accounts/${accountId}/ledger?limit=100`);
      expect(json.nextCursor).toBeUndefined();
      for (const { type, at, category, credits } of json.entries) {
        if (!['debit', 'capture', 'hold-expiry', 'accrual', 'reversal'].includes(type)) continue;
        const key = [at.slice(0, 10), accountId, category].join(' ');
        const { millionths, entries } = sums.get(key) ?? { millionths: 0n, entries: 0 };
        const used = BigInt(Math.round(credits * 1e6)) * (type === 'reversal' ? -1n : 1n);
        sums.set(key, { millionths: millionths + used, entries: entries + 1 });
      }
    }
    return [...sums]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, { millionths, entries }]) => {
        const [date, accountId, category] = key.split(' ');
        return { day: date, accountId, category, used: Number(millionths) / 1e6, entries };
      });
  }

  it.skipIf(duckdb instanceof Error)(
    `adds up in DuckDB to what the ledger says was used${skippedFormats}`,
    async () => {
      if (duckdb instanceof Error) throw duckdb;
      const [query, ...others] = blocksIn(page('shared/client/README.md')).filter(({ marker }) => marker === 'duckdb');
      expect(others).toEqual([]);
      const connection = await (await duckdb.DuckDBInstance.create(':memory:')).connect();

      const answer = await connection.runAndReadAll(`${query?.text}`.replaceAll("'export/", `'${out}/`));

      const rows = answer.getRowObjectsJson().map((row) => ({
        ...row,
        used: Number(row['used']),
        entries: Number(row['entries']),
      }));
      connection.closeSync();
      const expected = await usedByLedger();
      expect(expected.length).toBeGreaterThan(20);
      expect(rows).toEqual(expected);
    },
  );

  it('is what the guide’s tables for Athena name: folders and members', () => {
    const [tables] = blocksIn(guide).filter(({ marker }) => marker === 'athena');
    for (const name of ['ledger', 'usage']) {
      const [, table = ''] =
        new RegExp(`CREATE EXTERNAL TABLE credits_${name} (.*?);\n`, 's').exec(tables?.text ?? '') ?? [];
      const columns = [...table.matchAll(/^ {2}`?(\w+)`? \w+/gm)].map(([, column = '']) => column);
      const members = new Set(linesOf(name).flatMap((line) => Object.keys(line).map((member) => member.toLowerCase())));

      expect(columns.length).toBeGreaterThan(5);
      const seldom = ['packid', 'paymentid', 'occurredat', 'uncovered', 'rest'];
      expect(columns.filter((column) => !members.has(column) && !seldom.includes(column))).toEqual([]);
      const template = `'storage.location.template' = 's3://my-bucket/credits/${name}/day=\${day}'`;
      expect(table).toContain(template);
      for (const folder of readdirSync(join(out, name))) expect(folder).toMatch(/^day=\d{4}-\d\d-\d\d$/);
    }
  });

  function linesOf(name: string): readonly object[] {
    return readdirSync(join(out, name), { recursive: true, withFileTypes: true })
      .filter((file) => file.isFile())
      .flatMap((file) => readFileSync(join(file.parentPath, file.name), 'utf8').trim().split('\n'))
      .map((line) => JSON.parse(line));
  }
});
