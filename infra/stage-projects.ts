/** The projects of a stage besides the default one. */
import { routeList } from '../shared/contract/routes/routes.ts';
import { defaultProject, type Project, projectName } from '../shared/domain/project.ts';
import type { StageSettings } from './stages.ts';
import type { Throttle } from './throttle.ts';

const throttleUsual: Throttle = { ratePerSecond: 50, burst: 50 };
const projectsMax = 9;

export interface StageProject extends Project {
  readonly throttle: Throttle;
}

/** The stage's projects by name. Throws of a name that is none, or that an address of the default project begins with. */
export function stageProjects({ projects = {} }: Pick<StageSettings, 'projects'>): readonly StageProject[] {
  const names = Object.keys(projects);
  if (names.length > projectsMax)
    throw new RangeError(`${names.length} projects: an API has 10 stages, and one is the default’s`);
  const taken = new Set([defaultProject.name, ...routeList.map(({ path }) => path.split('/')[1] ?? '')]);
  for (const name of names) {
    if (!projectName.test(name))
      throw new RangeError(
        `${name} is no project’s name: a small letter, then up to 30 small letters, digits and hyphens`,
      );
    if (taken.has(name)) throw new RangeError(`${name} can’t be a project’s name: an address begins with it already`);
  }
  return Object.entries(projects).map(([name, { mode, throttle = throttleUsual }]) => ({ name, mode, throttle }));
}

/** As functions are told of them (`PROJECTS`): nothing where there are none. */
export function projectsVariable(stage: Pick<StageSettings, 'projects'>): { readonly PROJECTS?: string } {
  const projects = stageProjects(stage);
  return projects.length === 0 ? {} : { PROJECTS: projects.map(({ name, mode }) => `${name}:${mode}`).join(' ') };
}

/** The one project that takes payments. Throws where the stage has none of that name. */
export function paidProject(stage: Pick<StageSettings, 'projects' | 'payments'>): Project {
  const name = stage.payments?.project ?? defaultProject.name;
  const found = [defaultProject, ...stageProjects(stage)].find((each) => each.name === name);
  if (found === undefined) throw new RangeError(`payments.project: there is no project ${name}`);
  return found;
}
