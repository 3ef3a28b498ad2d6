/** A client whose service can be away, with an allowance for that time, and what becomes of the work that it lets through. */
import { type Allowance, type AllowedWork, createAllowance } from '../../../shared/client/holds/allowance.ts';
import type { Settlement } from '../../../shared/client/holds/settle-work.ts';
import type { WithHoldOptions } from '../../../shared/client/holds/with-hold.ts';
import type { TestService } from './service.ts';
import { type SwitchableClient, switchableClient } from './switchable-client.ts';

export interface Trial {
  readonly switchable: SwitchableClient;
  readonly allowance: Allowance;
  readonly options: WithHoldOptions;
  readonly told: AllowedWork[];
  readonly settled: Settlement[];
  passMs(ms: number): void;
}

export async function trialOn(
  service: TestService,
  accountId: string,
  { credits = 12, seconds = 60 } = {},
): Promise<Trial> {
  await service.open(accountId, 'free');
  const switchable = switchableClient(service.url);
  const told: AllowedWork[] = [];
  const settled: Settlement[] = [];
  let nowMs = 0;
  const allowance = createAllowance({
    credits,
    seconds,
    onAllowed: (work) => told.push(work),
    onSettled: (_work, settlement) => settled.push(settlement),
    sleep: () => new Promise((resolve) => setTimeout(resolve, 5)),
    monotonicMs: () => nowMs,
  });
  const estimate = { credits: 5, category: 'ai' } as const;
  const options = { client: switchable.client, accountId, estimate, whenUnavailable: 'allow', allowance } as const;
  return {
    switchable,
    allowance,
    options,
    told,
    settled,
    passMs: (ms) => {
      nowMs += ms;
    },
  };
}
