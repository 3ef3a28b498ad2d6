/** The projects of the deployment, as the environment names them, and the one that a request is for. */
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { defaultProject, type Project } from '../domain/project.ts';
import { optional } from './environment.ts';

const usualStage = '$default';

/** All of them, the default one first. */
export function projects(): readonly Project[] {
  const named = (optional('PROJECTS') ?? '').split(' ').filter((each) => each !== '');
  return [defaultProject, ...named.map(projectIn)];
}

/** As the stacks write it: `acme:live`. */
function projectIn(text: string): Project {
  const [name = '', mode] = text.split(':');
  return { name, mode: mode === 'test' ? 'test' : 'live' };
}

/** The project of this name; left out, the default one. A name of none is a deployment that is wrong, or a message that isn't ours. */
export function projectNamed(name: string = defaultProject.name): Project {
  const found = projects().find((each) => each.name === name);
  if (found === undefined) throw new TypeError(`there is no project ${name}`);
  return found;
}

/** Tells whether there is a project of this name; left out, there is. */
export function isProject(name: string = defaultProject.name): boolean {
  return projects().some((each) => each.name === name);
}

/** Each project is a stage of the API, which is part of its address, and of what IAM permits: no caller can say otherwise in a request. */
export function projectOfRequest({ requestContext }: { readonly requestContext: Stage }): Project {
  const { stage = usualStage } = requestContext;
  return projectNamed(stage === usualStage ? undefined : stage);
}

type Stage = Partial<Pick<APIGatewayProxyEventV2['requestContext'], 'stage'>>;
