import { expect } from 'vitest';
import { verifyAccount } from '../../../shared/client/cli/verify.ts';
import { createHttpClient } from '../../../shared/client/http-client.ts';
import { createQuarantines } from '../../../shared/storage/quarantines.ts';
import { tamperings } from '../../support/service/tampering.ts';
import type { Act, Site } from './act.ts';
import { catalogueAct } from './catalogue-acts.ts';

const ofOne = { credits: 1, category: 'ai' };

/** Acts that end a quarantine. */
export const quarantineActs: readonly Act[] = [
  catalogueAct('lift-quarantine', async ({ service, table }, name) => {
    await service.open(name);
    await createQuarantines(table).quarantine(name, { sinceMs: 0, findings: ['entry 1: a sum is wrong'] });
    const check = async (site: Site): Promise<void> => {
      const { json } = await site.service.call('GET', `/accounts/${name}`);
      expect(json.quarantine ?? null).toBeNull();
    };
    const body = { reason: 'looked at', actor: 'ann' };
    return { method: 'POST', path: `/accounts/${name}/quarantine/lift`, body, check };
  }),
  catalogueAct('repair-account', async (site, name) => {
    const { service, table } = site;
    await service.open(name);
    for (let debit = 0; debit < 40; debit += 1)
      await service.call('POST', `/accounts/${name}/debits`, { body: ofOne, key: `debit ${debit}` });
    const hand = { accountId: name, table, remove: async () => {} };
    await tamperings['not decodable'].by(hand, 3);
    await createQuarantines(table).quarantine(name, { sinceMs: Date.now(), findings: ['entry 3: not JSON'] });
    const check = async (): Promise<void> => {
      const { json } = await service.call('GET', `/accounts/${name}`);
      expect(json).toMatchObject({ state: 'active', available: 4_999, seq: 42 });
      const again = await service.call('POST', `/accounts/${name}/debits`, { body: ofOne, key: 'debit 7' });
      expect(again.json.code).toBe('entry-withdrawn');
      const report = await verifyAccount(createHttpClient(service.url), name);
      expect(report.findings).toEqual([]);
    };
    const body = { through: 2, reason: 'looked at', actor: 'ann' };
    return { method: 'POST', path: `/accounts/${name}/quarantine/repair`, body, check };
  }),
];
