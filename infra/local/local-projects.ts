/** The projects on this machine: the default one, and `test`, whose accounts' clocks can be moved. Each is served at its own address, as when deployed. */
import { defaultProject, isDefault, type Project } from '../../shared/domain/project.ts';
import type { Services } from '../../shared/ports/services.ts';
import { projectNamed, projects } from '../../shared/runtime/projects.ts';
import { provideServices, surroundings } from '../../shared/runtime/services.ts';
import { copyOf } from '../../shared/runtime/with-copy.ts';
import { projectTable } from '../../shared/storage/project-table.ts';
import { createStore } from '../../shared/storage/store.ts';
import type { Table } from '../../shared/storage/table.ts';
import type { MemoryBus } from './memory-bus.ts';
import type { MemoryNews } from './memory-news.ts';
import type { MemoryQueue } from './memory-queue.ts';

/** Those of `PROJECTS`, where the environment names any. */
export function nameLocalProjects(): void {
  process.env['PROJECTS'] ??= 'test:test';
}

export interface SharedServices extends Omit<Services, 'store' | 'bus' | 'queue' | 'news' | 'logFiles'> {
  readonly table: Table;
  readonly bus: MemoryBus;
  readonly queue: MemoryQueue;
  readonly news: MemoryNews;
}

/** Gives each project its part of what they share. Payments are the default one's alone. */
export function provideProjects({ table, payments, ...shared }: SharedServices): void {
  for (const project of projects()) {
    provideServices(
      {
        ...shared,
        store: createStore(projectTable(table, project), surroundings),
        bus: shared.bus.of(project),
        queue: shared.queue.of(project),
        news: shared.news.of(project),
        copy: shared.copy && copyOf(shared.copy, project),
        payments: isDefault(project) ? payments : undefined,
      },
      project,
    );
  }
}

/** The project that a path begins with, and the path within it. */
export function projectOfPath(path: string): { readonly project: Project; readonly path: string } {
  const [, name = ''] = path.split('/', 2);
  const isNamed = projects().some((each) => each.name === name && !isDefault(each));
  return isNamed
    ? { project: projectNamed(name), path: path.slice(1 + name.length) || '/' }
    : { project: defaultProject, path };
}
