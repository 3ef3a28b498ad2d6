/** An account of its own for each test of spending limits, in New York. */
import { present } from '../../../shared/domain/present.ts';
import type { Reply } from './reply.ts';
import type { TestService } from './service.ts';

export interface LimitedAccount {
  readonly accountId: string;
  readonly ask: (method: string, path: string, body?: object) => Promise<Reply>;
  readonly limit: (limitId: string, body: object) => Promise<Reply>;
  readonly debit: (credits: number, dimensions?: object, category?: string) => Promise<Reply>;
  readonly limits: () => Promise<Reply['json']>;
  readonly nowMs: () => Promise<number>;
  readonly advance: (seconds: number) => Promise<Reply>;
}

let accounts = 0;
let keys = 0;

export async function limitedAccount(service: TestService): Promise<LimitedAccount> {
  accounts += 1;
  const accountId = `acme-${accounts}`;
  const body = { planId: 'starter', timeZone: 'America/New_York' };
  await service.call('PUT', `/accounts/${accountId}`, { body, key: accountId });
  const ask: LimitedAccount['ask'] = (method, path, asked) => {
    keys += 1;
    return service.call(method, `/accounts/${accountId}${path}`, { ...present({ body: asked }), key: `key-${keys}` });
  };
  return {
    accountId,
    ask,
    limit: (limitId, asked) => ask('PUT', `/limits/${limitId}`, asked),
    debit: (credits, dimensions = {}, category = 'ai') => ask('POST', '/debits', { credits, category, dimensions }),
    limits: async () => (await service.call('GET', `/accounts/${accountId}/limits`)).json,
    nowMs: async () => Date.parse((await service.call('GET', '/local/clock')).json.now),
    advance: (seconds) => service.call('POST', '/local/clock', { body: { advanceSeconds: Math.ceil(seconds) } }),
  };
}
