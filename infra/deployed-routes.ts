/** The routes of a stage: a part that it doesn't ask for brings none. */
import type { Route } from '../shared/contract/routes/route.ts';
import { routeList } from '../shared/contract/routes/routes.ts';
import type { StageSettings } from './stages.ts';

export function deployedRoutes(stage: StageSettings): readonly Route[] {
  return routeList.filter(({ part }) => part === undefined || stage[part] !== undefined);
}
