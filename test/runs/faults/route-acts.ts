import { expect } from 'vitest';
import { verifyAccount } from '../../../shared/client/cli/verify.ts';
import { createHttpClient } from '../../../shared/client/http-client.ts';
import { present } from '../../../shared/domain/present.ts';
import { type Scenario, scenarios } from '../../support/builders/changing-scenarios.ts';
import { partScenarios } from '../../support/builders/part-scenarios.ts';
import { askedKey, entriesOf, expectOneEffect, fillLog, persist } from '../../support/expectations/one-effect.ts';
import type { Reply } from '../../support/service/reply.ts';
import type { Act } from './act.ts';

/** Every route that changes an account, with a log that has room, and with one that is filed first; and undoing in parts. */
export const routeActs: readonly Act[] = [
  ...Object.entries(scenarios).flatMap(([id, scenario]) => [
    routeAct(id, { scenario }),
    // An account that isn't there has no log.
    ...(id === 'open-account' ? [] : [routeAct(id, { scenario, variant: 'filing', isFiling: true })]),
  ]),
  ...partScenarios.flatMap(({ id, variant, ...scenario }) => [
    routeAct(id, { scenario, variant }),
    routeAct(id, { scenario, variant: `${variant}, filing`, isFiling: true }),
  ]),
];

interface Meeting {
  readonly scenario: Scenario;
  readonly variant?: string;
  readonly isFiling?: boolean;
}

function routeAct(id: string, { scenario, variant, isFiling = false }: Meeting): Act {
  return {
    ...present({ id, variant }),
    prepare: async ({ engine, table, service, newName }) => {
      const accountId = newName();
      await scenario.prepare(service, accountId);
      if (isFiling) {
        await fillLog(service, table, accountId);
      }
      const before = await entriesOf(service, accountId);
      let reply: Reply | undefined;
      return {
        engine,
        ask: async ({ call }) => {
          const sent = { body: scenario.body?.(accountId), key: askedKey };
          reply = await persist(() => call(scenario.method, scenario.path(accountId), sent));
        },
        check: async () => {
          if (reply === undefined) return expect.fail('nothing was answered');
          await expectOneEffect({ service, scenario, accountId, before, reply });
          const report = await verifyAccount(createHttpClient(service.url), accountId);
          expect(report.findings).toEqual([]);
        },
        close: async () => {},
      };
    },
  };
}
