import { describe, expect, expectTypeOf, it } from 'vitest';
import { contractRoutes } from '../../../shared/contract/routes/contract.ts';
import type { Audience } from '../../../shared/contract/routes/roles.ts';
import { defineRoute, type Route, type TableRight } from '../../../shared/contract/routes/route.ts';
import type { withoutBody } from '../../../shared/contract/routes/route-parts.ts';
import { routeList } from '../../../shared/contract/routes/routes.ts';
import type { Weight } from '../../../shared/contract/routes/weight.ts';

describe('the route table', () => {
  it('calls heavy what reads a ledger or its roll-ups or publishes, batch what is one, rare what nobody needs often', () => {
    expect(idsOf(({ weight }) => weight === 'batch')).toEqual(['debit-batch']);
    expect(idsOf(({ weight }) => weight === 'rare')).toEqual(['read-openapi', 'read-problem']);
    expect(idsOf(({ weight }) => weight === 'heavy')).toEqual([
      'publish-plan',
      'publish-rate-card',
      'read-insights',
      'read-ledger',
      'read-quarantine',
      'read-statement',
      'read-usage',
      'repair-account',
      'replay-rate-card',
    ]);
  });

  it('lets the reports of work in progress through like any debit', () => {
    expect(routeList.find(({ id }) => id === 'report-usage')?.weight).toBe('usual');
  });

  it('shows people what they may see of an account, of the service and of prices', () => {
    const isShown = ({ role = 'viewer', operatorRole }: Route): boolean =>
      role === 'viewer' && operatorRole === undefined;
    expect(
      Object.fromEntries(audiences.map((of) => [of, idsOf((route) => route.audience === of && isShown(route))])),
    ).toEqual({
      'own-account': [
        'check-access',
        'list-holds',
        'list-limits',
        'list-standing-usage',
        'read-account',
        'read-brake',
        'read-hold',
        'read-insights',
        'read-ledger',
        'read-statement',
        'read-usage',
      ],
      'account-in-body': ['quote-usage'],
      everyone: ['list-rate-cards', 'read-plan', 'read-rate-card'],
      operators: [
        'list-accounts',
        'list-plans',
        'list-promotions',
        'read-fleet',
        'read-promotion',
        'read-quarantine',
        'read-service-health',
        'replay-rate-card',
      ],
    });
  });

  it('lets people act by their roles, and charge nothing: what uses credits is a workload’s', () => {
    expect(actsOf(({ role }) => role === 'member')).toEqual(['create-checkout', 'follow-checkout']);
    expect(actsOf(({ role }) => role === 'admin')).toEqual([
      'change-plan',
      'end-auto-top-up',
      'open-portal',
      'redeem-promotion',
      'remove-limit',
      'set-auto-top-up',
      'set-brake',
      'set-limit',
    ]);
    expect(actsOf(({ operatorRole }) => operatorRole === 'support')).toEqual([
      'adjust-credits',
      'close-account',
      'end-auto-top-up',
      'lift-quarantine',
      'open-account',
      'redeem-promotion',
      'remove-limit',
      'reopen-account',
      'repair-account',
      'reverse-debit',
      'set-account-details',
      'set-auto-top-up',
      'set-brake',
      'set-limit',
      'unwatch-account',
      'void-grant',
      'watch-account',
    ]);
    expect(actsOf(({ operatorRole }) => operatorRole === 'money')).toEqual([
      'change-plan',
      'charge-back-purchase',
      'create-checkout',
      'follow-checkout',
      'link-customer',
      'open-portal',
      'purchase-pack',
      'refund-purchase',
      'reinstate-purchase',
      'tell-subscription',
    ]);
    expect(actsOf(({ operatorRole }) => operatorRole === 'catalogue')).toEqual([
      'end-promotion',
      'publish-plan',
      'publish-promotion',
      'publish-rate-card',
    ]);
  });

  it('lets nobody change anything with a session without a role, nor with another permission than its own', () => {
    const asking = ['quote-usage', 'replay-rate-card'];
    const changing = routeList.filter(({ method, id }) => method !== 'GET' && !asking.includes(id));
    const isOfRole = ({ audience, role = 'viewer', operatorRole }: Route): boolean =>
      audience === 'own-account' ? role !== 'viewer' && operatorRole !== undefined : operatorRole !== undefined;
    expect(changing.filter(({ audience }) => audience === 'everyone' || audience === 'account-in-body')).toEqual([]);
    expect(changing.filter((route) => route.audience !== 'none' && !isOfRole(route))).toEqual([]);
    expect(
      routeList.filter(
        ({ permission, audience, id }) =>
          permission === 'charge' && audience !== 'none' && !['check-access', 'quote-usage'].includes(id),
      ),
    ).toEqual([]);
    expect(idsOf(({ permission }) => permission === 'anyone')).toEqual(['read-openapi', 'read-problem']);
    expect(idsOf(({ permission }) => permission === 'publish')).toEqual([
      'end-promotion',
      'publish-plan',
      'publish-promotion',
      'publish-rate-card',
    ]);
    expect(idsOf(({ permission }) => permission === 'adjust')).toEqual([
      'adjust-credits',
      'read-quarantine',
      'reopen-account',
      'repair-account',
      'reverse-debit',
      'void-grant',
    ]);
    expect(idsOf(({ permission }) => permission === 'money-in')).toEqual([
      'charge-back-purchase',
      'fail-top-up',
      'link-customer',
      'purchase-pack',
      'redeem-promotion',
      'refund-purchase',
      'reinstate-purchase',
      'tell-subscription',
    ]);
    expect(idsOf(({ permission }) => permission === 'keys')).toEqual([
      'create-api-key',
      'list-api-keys',
      'read-api-key',
      'revoke-api-key',
      'rotate-api-key',
    ]);
    expect(idsOf(({ permission }) => permission === 'news')).toEqual(idsOf(({ part }) => part === 'news'));
    expect(idsOf(({ permission }) => permission === 'news')).toEqual([
      'change-endpoint',
      'create-endpoint',
      'delete-endpoint',
      'list-deliveries',
      'list-endpoints',
      'read-endpoint',
      'resend-deliveries',
      'rotate-endpoint-secret',
      'test-endpoint',
    ]);
    expect(idsOf(({ permission }) => permission === 'checkout')).toEqual([
      'create-checkout',
      'follow-checkout',
      'open-portal',
    ]);
    expect(idsOf(({ permission }) => permission === 'read' || permission === 'operate')).toEqual(
      idsOf(
        ({ method, id, permission }) =>
          permission !== 'anyone' &&
          permission !== 'news' &&
          (method === 'GET'
            ? id !== 'check-access' && id !== 'read-quarantine' && !id.includes('api-key')
            : id.endsWith('watch-account') || ['lift-quarantine', 'replay-rate-card'].includes(id)),
      ),
    );
  });

  it('lets only changes write, each what it is about', () => {
    const writers = (right: TableRight): readonly string[] => idsOf(({ reaches }) => reaches.includes(right));

    expect(writers('publish-catalogue')).toEqual(['publish-plan', 'publish-rate-card']);
    expect(writers('publish-promotions')).toEqual(['end-promotion', 'publish-promotion']);
    expect(writers('claim-promotions')).toEqual(['redeem-promotion']);
    expect(writers('watch-accounts')).toEqual(['unwatch-account', 'watch-account']);
    expect(writers('change-accounts')).toEqual(
      idsOf(
        ({ isChange, id }) =>
          isChange ||
          ['debit-batch', 'lift-quarantine', 'link-customer', 'repair-account', 'move-account-clock'].includes(id),
      ),
    );
    expect(writers('move-clocks')).toEqual(['move-account-clock']);
    expect(writers('keep-keys')).toEqual(['create-api-key', 'revoke-api-key', 'rotate-api-key']);
    expect(writers('keep-endpoints')).toEqual(
      idsOf(({ permission, method }) => permission === 'news' && method !== 'GET'),
    );
    expect(writers('lift-quarantines')).toEqual(['lift-quarantine', 'repair-account']);
    for (const { reaches, permission, id } of routeList) expect(reaches.length === 0, id).toBe(permission === 'anyone');
  });

  it('is explicit: a route that leaves one of the words out doesn’t compile', () => {
    const { readProblem } = contractRoutes;
    const { weight: _weight, ...weightless } = readProblem;
    const { reaches: _reaches, ...reachless } = readProblem;
    const { audience: _audience, ...unheard } = readProblem;

    // @ts-expect-error a route without its weight
    defineRoute(weightless);
    // @ts-expect-error a route without its rights
    defineRoute(reachless);
    // @ts-expect-error a route without its audience
    defineRoute(unheard);
    expectTypeOf<keyof typeof withoutBody & ('weight' | 'reaches' | 'audience')>().toBeNever();
    expectTypeOf<Pick<Route, 'weight' | 'reaches' | 'audience'>>().toEqualTypeOf<{
      readonly weight: Weight;
      readonly reaches: readonly TableRight[];
      readonly audience: Audience;
    }>();
  });
});

const audiences = ['own-account', 'account-in-body', 'everyone', 'operators'] as const satisfies readonly Audience[];

/** The acts of a role, none of which is a read. */
function actsOf(isMeant: (route: Route) => boolean): readonly string[] {
  return idsOf((route) => route.audience !== 'none' && isMeant(route));
}

function idsOf(isMeant: (route: Route) => boolean): readonly string[] {
  return routeList
    .filter(isMeant)
    .map(({ id }) => id)
    .toSorted();
}
