/** Every page: where it is, what it is called, and where its code is. Code is loaded when a page is first gone to; the overview's is in the first file, since most visits begin there. */
import type { ComponentType } from 'react';
import { OverviewPage } from './pages/overview/overview-page.tsx';
import type { PathParams } from './routing/route-pattern.ts';

export interface PageProps {
  readonly params: PathParams;
}

export interface PageEntry {
  readonly id: string;
  /** The kind of page. One of an account lies below it, with the account's balance read for it and navigation beside it. Operators see all kinds. */
  readonly kind: 'account' | 'operator' | 'other';
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
    load: async () => OverviewPage,
  },
  {
    id: 'usage',
    kind: 'account',
    path: '/accounts/{accountId}/usage',
    title: 'Usage',
    load: async () => (await import('./pages/usage/usage-page.tsx')).UsagePage,
  },
  {
    id: 'ledger',
    kind: 'account',
    path: '/accounts/{accountId}/ledger',
    title: 'Ledger',
    load: async () => (await import('./pages/ledger/ledger-page.tsx')).LedgerPage,
  },
  {
    id: 'statements',
    kind: 'account',
    path: '/accounts/{accountId}/statements',
    title: 'Statements',
    load: async () => (await import('./pages/statements/statements-page.tsx')).StatementsPage,
  },
  {
    id: 'timeline',
    kind: 'account',
    path: '/accounts/{accountId}/timeline',
    title: 'Timeline',
    load: async () => (await import('./pages/timeline/timeline-page.tsx')).TimelinePage,
  },
  {
    id: 'in-progress',
    kind: 'account',
    path: '/accounts/{accountId}/in-progress',
    title: 'In progress',
    load: async () => (await import('./pages/in-progress/in-progress-page.tsx')).InProgressPage,
  },
  {
    id: 'plan',
    kind: 'account',
    path: '/accounts/{accountId}/plan',
    title: 'Plan and add-ons',
    load: async () => (await import('./pages/plan/plan-page.tsx')).PlanPage,
  },
  {
    id: 'catalogue',
    kind: 'operator',
    path: '/catalogue',
    title: 'Plans and prices',
    load: async () => (await import('./pages/catalogue/catalogue-page.tsx')).CataloguePage,
  },
  {
    id: 'health',
    kind: 'operator',
    path: '/service-health',
    title: 'Service health',
    load: async () => (await import('./pages/health/health-page.tsx')).HealthPage,
  },
];
