/** Accounts that are charged, tampered with and audited, and what is told of them everywhere. */

import { expect } from 'vitest';
import { handler as auditLedgers } from '../../../functions/jobs/audit-ledgers.ts';
import { localContext } from '../../../infra/local/gateway.ts';
import { jobs } from '../../../shared/runtime/jobs.ts';
import type { TestService } from './service.ts';

export async function audit(): Promise<void> {
  await auditLedgers({}, localContext(jobs.auditLedgers, 60_000));
}

/** Debits of one credit, so many that the first of them are filed. */
export async function charge(service: TestService, accountId: string, count: number): Promise<number> {
  let seq = 0;
  for (let index = 0; index < count; index += 1) {
    const key = `${accountId} ${Date.now()} ${index} ${Math.random()}`;
    const debit = { body: { credits: 1, category: 'ai', dimensions: { user: `user-${index}` } }, key };
    seq = (await service.call('POST', `/accounts/${accountId}/debits`, debit)).json.entry.seq;
  }
  return seq;
}

const readingPaths = [
  '',
  '/access',
  '/holds',
  '/ledger',
  '/ledger?order=desc&limit=5',
  '/ledger?from=2020-01-01T00:00:00.000Z&to=2040-01-01T00:00:00.000Z',
  '/statements/0',
  '/usage',
  '/usage?cycle=0&groupBy=category',
  '/insights',
  '/limits',
  '/standing-usage',
];

export async function expectReadable(service: TestService, accountId: string): Promise<void> {
  for (const path of readingPaths) {
    const { status, text } = await service.call('GET', `/accounts/${accountId}${path}`);
    expect(status, `${path}: ${text}`).toBe(200);
  }
}

export async function expectToldEverywhere(service: TestService, accountId: string, finding: RegExp): Promise<void> {
  await expectReadable(service, accountId);
  const { json } = await service.call('GET', `/accounts/${accountId}`);
  expect(json.state).toBe('quarantined');
  expect(json.quarantine.findings.join('\n')).toMatch(finding);
  const gate = await service.call('GET', `/accounts/${accountId}/access`);
  for (const category of ['ai', 'infrastructure', 'platform'])
    expect(gate.json[category]).toMatchObject({ allowed: false, reason: 'quarantined' });
  const health = await service.call('GET', '/service-health');
  expect(health.json.findings).toContain('accounts-quarantined');
  expect(health.json.quarantined).toContainEqual(expect.objectContaining({ accountId }));
  const fleet = await service.call('GET', `/fleet?prefix=${accountId}`);
  expect(fleet.json.accounts[0].fault).toMatch(/quarantined|unreadable/);
  const quote = await service.call('POST', '/quotes', { body: { accountId, credits: 1, category: 'ai' } });
  expect(quote.json.account).toMatchObject({ affordable: false, reason: 'account-quarantined' });
  const events = await service.call('GET', `/local/events?accountId=${accountId}`);
  expect(events.text).toContain('LedgerBreachFound');
}

export async function expectRefused(service: TestService, accountId: string): Promise<void> {
  const debit = { body: { credits: 1, category: 'ai' }, key: `refused ${accountId}` };
  const { status, json } = await service.call('POST', `/accounts/${accountId}/debits`, debit);
  expect(status).toBe(409);
  expect(json.code).toBe('account-quarantined');
}
