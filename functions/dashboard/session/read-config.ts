import { type DashboardConfig, dashboardConfig } from '../../../shared/contract/dashboard-config.ts';

const waitMs = 10_000;

/** Reads the deployment's settings from beside the page. Never kept: it may change without a build. */
export async function readConfig(): Promise<DashboardConfig> {
  const response = await fetch(new URL('config.json', document.baseURI), {
    cache: 'no-store',
    signal: AbortSignal.timeout(waitMs),
  });
  if (!response.ok) throw new Error(`config.json was answered ${response.status}`);
  return dashboardConfig.parse(await response.json());
}
