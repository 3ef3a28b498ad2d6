/** The dashboard beside the local API, under `/dashboard/`: the page as it is deployed, with the settings of a service that nobody signs in to. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DashboardConfig, SignInConfig } from '../../shared/contract/dashboard-config.ts';
import { present } from '../../shared/domain/present.ts';
import { type LocalSite, localSite } from './local-site.ts';

export const dashboardPath = '/dashboard';

const root = fileURLToPath(new URL('../..', import.meta.url));
const page = join(root, 'functions/dashboard');
const folder = join(page, 'dist');
const apiUrl = '..';

/** `signIn` is how people sign in, where they are to. */
export function localDashboard(signIn?: SignInConfig): LocalSite {
  const config: DashboardConfig = { apiUrl, payments: true, isLocal: true, ...present({ signIn }) };
  return localSite({
    path: dashboardPath,
    folder,
    title: 'The dashboard',
    sources: ['functions/dashboard/**/*.{ts,tsx,css,html,svg}', 'shared/{client,contract,domain}/**/*.ts'],
    built: join(folder, 'index.html'),
    command: [join(root, 'node_modules/vite/bin/vite.js'), 'build', page, '--logLevel', 'warn'],
    answered: { 'config.json': JSON.stringify(config) },
    signInOrigins: signIn === undefined ? [] : [new URL(signIn.authority).origin],
  });
}
