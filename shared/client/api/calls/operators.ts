/** Written by `npm run openapi`: change the routes, never this. */
import type { Answer, CallOptions, OperationCall } from '../../answer.ts';
import type { Fleet } from '../answers/fleet.ts';
import type { LiftQuarantineAnswer } from '../answers/lift-quarantine-answer.ts';
import type { ServiceHealth } from '../answers/service-health.ts';
import type { LiftQuarantineBody, ReadFleetQuery } from '../requests/operators.ts';

export interface OperatorsMethods {
  /** Read all accounts, those that need somebody first. The fleet, a page at a time: by state, by what is available, by burn, or by id; or those that a search finds. Figures are as of now. Places are rough, to a fifth or so, and follow a change by moments: within a page accounts are in the order of their figures, from page to page in that of their places. */
  readFleet(call?: { readonly query?: ReadFleetQuery } & CallOptions): Promise<Answer<Fleet>>;

  /** Lift the quarantine of an account. Lets changes through again, once the account has been looked at; who did and why is kept. It mends nothing: what is still wrong is found by the next audit, and quarantined again. Refused by name while the account’s own item can’t be read. Of an account that isn’t quarantined it changes nothing. Refusals: account-not-found, account-quarantined. */
  liftQuarantine(
    call: { readonly accountId: string | number; readonly body: LiftQuarantineBody } & CallOptions,
  ): Promise<Answer<LiftQuarantineAnswer>>;

  /** Read how the service fares. What is due and isn’t written, what the last audit found, what waits in queues or was put aside, and the alarms that ring. */
  readServiceHealth(call?: {} & CallOptions): Promise<Answer<ServiceHealth>>;
}

export const operatorsOperations: { readonly [Name in keyof OperatorsMethods]: OperationCall } = {
  readFleet: {
    id: 'read-fleet',
    method: 'GET',
    path: '/fleet',
    isChange: false,
    status: 200,
    shape: { sort: 's', accounts: [{ accountId: 's' }] },
  },
  liftQuarantine: {
    id: 'lift-quarantine',
    method: 'POST',
    path: '/accounts/{accountId}/quarantine/lift',
    isChange: false,
    status: 200,
    shape: { accountId: 's', quarantined: 'b' },
  },
  readServiceHealth: {
    id: 'read-service-health',
    method: 'GET',
    path: '/service-health',
    isChange: false,
    status: 200,
    shape: {
      at: 's',
      findings: ['s'],
      sweep: { lagSeconds: 'n', parked: 'n' },
      quarantined: [{ accountId: 's', since: 's', findings: '*' }],
    },
  },
};
