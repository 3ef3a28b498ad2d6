/** Writes which people may call the operations of the API, for pages that show what somebody may do. */
import { isForPeople } from '../../shared/contract/routes/route.ts';
import { type RouteName, routes } from '../../shared/contract/routes/routes.ts';

const head = `/**
 * Which people may call an operation, by its name: the service decides by the same. What isn’t here nobody does with a session.
 * \`npm run openapi\` writes this file from the route table: change the routes, never this.
 */
`;

export function clientPeople(): Readonly<Record<string, string>> {
  const rows = (Object.keys(routes) as RouteName[]).flatMap((name) => {
    const { audience, role, operatorRole } = { role: undefined, operatorRole: undefined, ...routes[name] };
    if (!isForPeople(routes[name])) return [];
    return [`  ${name}: ${JSON.stringify({ audience, role, operatorRole })},`];
  });
  return {
    'api/people.ts': `${head}export const peopleRights = {\n${rows.join('\n')}\n} as const;\n`,
  };
}
