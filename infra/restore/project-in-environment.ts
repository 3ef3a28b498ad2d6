/** The project that an operator's script works on: `PROJECT` in the environment, the default one when left out. */
import { defaultProject, type Project, projectName } from '../../shared/domain/project.ts';

/** Throws of a name that can't be one. Nothing of it depends on its mode. */
export function projectInEnvironment(): Project {
  const name = process.env['PROJECT'] ?? defaultProject.name;
  if (!projectName.test(name)) throw new TypeError(`PROJECT is ${name}, which is no project’s name`);
  return { name, mode: 'live' };
}
