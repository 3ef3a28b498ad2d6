import { expect, it } from 'vitest';
import { routeList } from '../../../shared/contract/routes/routes.ts';
import { scenarios } from '../../support/builders/changing-scenarios.ts';

it('there is a scenario for every route that changes an account', () => {
  expect(Object.keys(scenarios).sort()).toEqual(
    routeList
      .filter((route) => route.isChange || route.id === 'debit-batch')
      .map((route) => route.id)
      .sort(),
  );
});
