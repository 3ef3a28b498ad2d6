/** Leases on the accounts of a service that runs for a test. */
import { type CreditsClient, createCreditsClient } from '../../../shared/client/credits-client.ts';
import { type Lease, type LeaseOptions, openLease } from '../../../shared/client/holds/lease.ts';
import { startTestService, type TestService } from './service.ts';

export interface LeasingService {
  readonly service: TestService;
  readonly client: CreditsClient;
  leaseOn(accountId: string, options: Partial<LeaseOptions> & { readonly slice: number }): Promise<Lease>;
  balance(accountId: string): Promise<{ available: number; held: number; seq: number; overrun: number }>;
}

export async function startLeasingService(): Promise<LeasingService> {
  const service = await startTestService({ hasSchedules: false });
  const client = createCreditsClient({ url: service.url, credentials: async () => undefined });
  return {
    service,
    client,
    leaseOn: async (accountId, options) => {
      const opened = await openLease({ client, accountId, category: 'ai', ...options });
      if (opened.kind === 'refused') throw new Error(opened.problem.detail);
      return opened.value;
    },
    balance: async (accountId) => (await service.call('GET', `/accounts/${accountId}`)).json,
  };
}
