/** The state that must hold after a change was asked for, lost, and asked for again: one effect, and a right answer to all who asked. */
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import type { Table } from '../../../shared/storage/table.ts';
import { accountKey } from '../../../shared/storage/table-keys.ts';
import type { Scenario } from '../builders/changing-scenarios.ts';
import { fillTail } from '../builders/fill-tail.ts';
import type { Reply } from '../service/reply.ts';
import type { TestService } from '../service/service.ts';

export const askedKey = 'the key';
/** More than the replies that are lost in a row: once many were lost, the SDK's budget for repeats is spent and each try loses one. */
const triesMax = 8;

/** Persists as a client does: the same key until there is a definite answer. Never a refusal for lack of credits in between. */
export async function persist(send: () => Promise<Reply>): Promise<Reply> {
  for (let tries = 0; tries < triesMax; tries += 1) {
    const reply = await send();
    expect(reply.text).not.toContain('insufficient-credits');
    const result = reply.json.results?.[0];
    if (result?.status === 503) continue;
    if (reply.status < 500) return reply;
    expect(reply.status).toBe(503);
    expect(reply.headers.get('retry-after')).toBe('1');
  }
  return expect.fail(`no definite answer after ${triesMax} tries`);
}

/** Longer than a filing takes. */
const fillingEveryMs = 15;

/** Leaves so many entries that come to nothing that the next change has to file them. */
export async function fillLog(service: TestService, table: Pick<Table, 'get'>, accountId: string): Promise<void> {
  const usage = [{ sku: 'ai.gpt-4o.input-token', quantity: 0 }];
  if ((await table.get(accountKey(accountId))) === undefined) return;
  // A closed account takes no debits to fill it with.
  if ((await service.call('GET', `/accounts/${accountId}`)).json.state === 'closed') return;
  await fillTail({
    item: () => table.get(accountKey(accountId)),
    debit: async (key, dimensions) => {
      // On a fast machine they would come as of an account that many charge: such a tail is filed later.
      await sleep(fillingEveryMs);
      const body = { usage, dimensions };
      const reply = await service.call('POST', `/accounts/${accountId}/debits`, { body, key });
      expect(reply.status, reply.text).toBe(201);
    },
    everyMs: fillingEveryMs,
  });
}

// biome-ignore lint/suspicious/noExplicitAny: entries as the API shows them.
export async function entriesOf(service: TestService, accountId: string): Promise<any[]> {
  const reply = await service.call('GET', `/accounts/${accountId}/ledger`);
  return reply.status === 404 ? [] : reply.json.entries;
}

export interface OneEffect {
  readonly service: TestService;
  readonly scenario: Scenario;
  readonly accountId: string;
  /** The account's entries before anybody asked. */
  readonly before: Awaited<ReturnType<typeof entriesOf>>;
  /** The definite answer. */
  readonly reply: Reply;
}

/** One entry under the key and no other, the right balance, and the same answer to whoever asks again. */
export async function expectOneEffect({ service, scenario, accountId, before, reply }: OneEffect): Promise<void> {
  expect(reply.status, reply.text).toBe(scenario.status);
  const entries = await entriesOf(service, accountId);
  expect(askedRequest(entries) - askedRequest(before)).toBe(1);
  expect(entries.filter((entry) => entry.idempotencyKey === askedKey)).toHaveLength(1);
  const account = await service.call('GET', `/accounts/${accountId}`);
  expect(account.json.available).toBe(scenario.available);
  const again = await service.call(scenario.method, scenario.path(accountId), {
    body: scenario.body?.(accountId),
    key: askedKey,
  });
  const { answer = textOf, isReplay = hasReplayHeader } = scenario;
  expect(answer(again)).toBe(answer(reply));
  expect(isReplay(again)).toBe(true);
}

function textOf(reply: Reply): string {
  return reply.text;
}

function hasReplayHeader(reply: Reply): boolean {
  return reply.headers.get('idempotency-replayed') === 'true';
}

/** Entries that somebody asked for: what was kept is charged besides. */
function askedRequest(entries: readonly { readonly type: string }[]): number {
  return entries.filter(({ type }) => type !== 'accrual').length;
}
