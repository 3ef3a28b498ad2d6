import type { Project } from '../domain/project.ts';
import type { Services } from '../ports/services.ts';
import { wholeStore } from '../storage/store.ts';
import { service, services, storeFromEnvironment } from './services.ts';

/** The whole store: the accounts, and what is kept beside them. */
export function withStore(project: Project): Pick<Services, 'store'> {
  // As its account sees it, whose clock was moved: what is kept beside it goes by no clock.
  if (project.moved !== undefined) {
    const { store } = services(project);
    return { store: wholeStore(store, store.table) };
  }
  return {
    store: service('store', project, () => {
      const { accounts, table } = storeFromEnvironment(project);
      return wholeStore(accounts, table);
    }),
  };
}
