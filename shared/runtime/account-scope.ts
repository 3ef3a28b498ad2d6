/** Finds out by which clock an account goes. Nobody asks in a live project: its accounts go by the clock of the machine. */
import type { Project } from '../domain/project.ts';
import { aheadMsOf } from '../storage/account-ahead.ts';
import { services } from './services.ts';

/** The project as this account sees it. */
export async function asSeenBy(project: Project, accountId: string | undefined): Promise<Project> {
  if (project.mode === 'live' || accountId === undefined) return project;
  const aheadMs = await aheadMsOf(services(project).store.table, accountId);
  return aheadMs === 0 ? project : { ...project, moved: { accountId, aheadMs } };
}
