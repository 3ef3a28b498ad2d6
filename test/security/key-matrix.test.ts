/** API keys through the authorizer to the route: every right × scope × expiry × revocation × rotation, of which nothing leaks (S37). */
import { beforeEach, expect, it, vi } from 'vitest';
import { handler } from '../../functions/authorizers/admit-api-key.ts';
import { intakeRouteList } from '../../shared/contract/routes/intake.ts';
import { isPermitted } from '../../shared/contract/routes/permission.ts';
import { isForKeys } from '../../shared/contract/routes/route.ts';
import { routeList } from '../../shared/contract/routes/routes.ts';
import { type KeyReach, reaches } from '../../shared/domain/api-key.ts';
import { keyPermissions } from '../../shared/domain/key-permission.ts';
import { hourMs, minuteMs } from '../../shared/domain/time.ts';
import { createApiKey } from '../../shared/operations/create-api-key.ts';
import { revokeApiKey } from '../../shared/operations/revoke-api-key.ts';
import { rotateApiKey } from '../../shared/operations/rotate-api-key.ts';
import { keyAnswer } from '../../shared/runtime/key-reach.ts';
import { principalOf } from '../../shared/runtime/principal.ts';
import { provideServices } from '../../shared/runtime/services.ts';
import { type CreditStore, createStore } from '../../shared/storage/store.ts';
import { startMs } from '../support/builders/fixtures.ts';
import { gatewayEvent } from '../support/builders/gateway-event.ts';
import { createMemoryTable } from '../support/engines/memory-table.ts';
import { stillSurroundings } from '../support/engines/surroundings.ts';

vi.hoisted(() => {
  process.env['LOG_LEVEL'] = 'SILENT';
  process.env['METRICS_DISABLED'] = 'true';
});

let store: CreditStore;
let nowMs: number;
beforeEach(() => {
  nowMs = startMs;
  store = createStore(createMemoryTable(), stillSurroundings);
  provideServices({ store, nowMs: () => nowMs });
});

const scopes: Readonly<Record<string, KeyReach>> = {
  all: {},
  named: { accountIds: ['acme'] },
  prefixed: { accountPrefix: 'acm' },
  elsewhere: { accountIds: ['initech'], accountPrefix: 'hooli:' },
};
const expiries: Readonly<Record<string, { readonly at?: number; readonly isOver: boolean }>> = {
  never: { isOver: false },
  'in an hour': { at: hourMs, isOver: false },
  'this instant': { at: minuteMs, isOver: true },
};
const rotations: Readonly<Record<string, { readonly overlapMs?: number; readonly isTaken: boolean }>> = {
  none: { isTaken: true },
  'a while ago, within its overlap': { overlapMs: hourMs, isTaken: true },
  'to the end of its overlap': { overlapMs: minuteMs, isTaken: false },
  'at once': { overlapMs: 0, isTaken: false },
};

it.each(Object.keys(scopes))(
  'a key of the scope “%s” opens what it may, while it may, and nothing else',
  async (scope) => {
    const reach = scopes[scope] ?? {};
    const leaks: string[] = [];
    let [asked, opened] = [0, 0];
    for (const permission of keyPermissions)
      for (const [expiry, { at, isOver }] of Object.entries(expiries))
        for (const isRevoked of [false, true])
          for (const [rotation, { overlapMs, isTaken }] of Object.entries(rotations)) {
            nowMs = startMs;
            const end = at === undefined ? {} : { expiresAtMs: nowMs + at };
            const made = await createApiKey(store, { name: 'x', permissions: [permission], ...reach, ...end }, nowMs);
            if (made.kind !== 'done') throw new TypeError('no key was made');
            const { text, used } = made.value;
            const { keyId } = used.key;
            if (overlapMs !== undefined) await rotateApiKey(store, { keyId, overlapMs }, nowMs);
            if (isRevoked) await revokeApiKey(store, { keyId }, nowMs);
            nowMs += minuteMs;
            const answer = await handler({ headers: { authorization: `Bearer ${text}` } });
            const what = [permission, expiry, isRevoked ? 'revoked' : 'not revoked', rotation].join(', ');
            if (answer.isAuthorized !== (!isOver && !isRevoked && isTaken)) leaks.push(what);
            if (!answer.isAuthorized) continue;
            opened += 1;
            for (const route of routeList.filter(({ permission: needed }) => needed !== 'anyone'))
              for (const accountId of route.path.includes('{accountId}') ? ['acme', 'globex'] : [undefined]) {
                const event = gatewayEvent(route, { requestId: 'r', authorizer: { lambda: answer.context } });
                const principal = principalOf(event);
                if (principal.kind !== 'key') throw new TypeError('the key was lost');
                asked += 1;
                const isLetIn = isForKeys(route) && keyAnswer(route, accountId, principal) === undefined;
                const isReached = accountId === undefined || reaches(reach, accountId);
                const isMeant = isForKeys(route) && isPermitted(route, [permission]) && isReached;
                // What names no account is for keys of all, but for what everyone may know and what says its accounts in its body.
                const isOfService =
                  accountId === undefined && route.audience !== 'everyone' && route.accountsInBody === undefined;
                if (isLetIn !== (isMeant && (!isOfService || scope === 'all')))
                  leaks.push(`${what}: ${route.id} ${accountId}`);
              }
          }
    expect(leaks).toEqual([]);
    // Of twenty-four states of a key four are open: two ends that are ahead, and two rotations whose secret is taken.
    expect(opened).toBe(4 * keyPermissions.length);
    expect(asked).toBeGreaterThan(opened * routeList.length);
  },
);

it('usage over HTTP needs the right to charge', () => {
  expect(intakeRouteList.map(({ permission }) => permission)).toEqual(intakeRouteList.map(() => 'charge'));
});
