import type { Services } from '../ports/services.ts';
import { wholeStore } from '../storage/store.ts';
import { service, storeFromEnvironment } from './services.ts';

/** The whole store: the accounts, and what is kept beside them. */
export function withStore(): Pick<Services, 'store'> {
  return {
    store: service('store', () => {
      const { accounts, table } = storeFromEnvironment();
      return wholeStore(accounts, table);
    }),
  };
}
