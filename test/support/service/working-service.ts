/** Work under holds, on the accounts of a service that can be away. */
import type { WithHoldOptions } from '../../../shared/client/holds/with-hold.ts';
import { startTestService, type TestService } from './service.ts';
import { type SwitchableClient, switchableClient } from './switchable-client.ts';

export const estimate = { credits: 5, category: 'ai' } as const;

export interface WorkingService {
  readonly service: TestService;
  readonly switchable: SwitchableClient;
  /** Opens the account, and says how work on it is to be held for. */
  optionsFor(accountId: string, options?: Partial<WithHoldOptions>): Promise<WithHoldOptions>;
}

export async function startWorkingService(): Promise<WorkingService> {
  const service = await startTestService({ hasSchedules: false });
  const switchable = switchableClient(service.url);
  return {
    service,
    switchable,
    optionsFor: async (accountId, options = {}) => {
      await service.open(accountId, 'free');
      return { client: switchable.client, accountId, estimate, ...options };
    },
  };
}
