/** Every page: where it is, what it is called, and where its code is. Code is loaded when a page is first gone to. */
import type { ComponentType } from 'react';
import type { PathParams } from './routing/route-pattern.ts';

export interface PageProps {
  readonly params: PathParams;
}

export interface PageEntry {
  readonly id: string;
  /** Of an account: below it, with the account's balance read for it and navigation beside it. */
  readonly kind: 'account' | 'other';
  readonly path: string;
  readonly title: string;
  readonly load: () => Promise<ComponentType<PageProps>>;
}

export const pages: readonly PageEntry[] = [
  {
    id: 'accounts',
    kind: 'other',
    path: '/',
    title: 'Accounts',
    load: async () => (await import('./pages/accounts/accounts-page.tsx')).AccountsPage,
  },
  {
    id: 'overview',
    kind: 'account',
    path: '/accounts/{accountId}',
    title: 'Overview',
    load: async () => (await import('./pages/overview/overview-page.tsx')).OverviewPage,
  },
];
