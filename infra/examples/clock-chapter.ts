/** An account of the test project lives three months in a moment. */
import { routes } from '../../shared/contract/routes/routes.ts';
import { type Exchange, type Narrator, request } from './narrator.ts';

/** A request to the test project of this machine. */
function inTest(told: Exchange): Exchange {
  return { ...told, path: `/test${told.path}` };
}

export async function moveClocks({ done, shown, refused }: Narrator): Promise<void> {
  await refused('clock-not-movable', request(routes.moveAccountClock));
  await done(inTest(request(routes.publishPlan)));
  await done(inTest(request(routes.openAccount)));
  await shown(routes.moveAccountClock, undefined, inTest(request(routes.moveAccountClock)));
}
