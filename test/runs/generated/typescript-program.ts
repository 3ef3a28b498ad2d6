/** The program that calls every operation by openapi-fetch, with the types of openapi-typescript: a literal a call, so that each is checked. */
import { routeList } from '../../../shared/contract/routes/routes.ts';
import { present } from '../../../shared/domain/present.ts';
import { callOf } from './calls.ts';

export function typescriptProgram(): string {
  const calls = routeList.map((route) => {
    const { id, params, query, key, body } = callOf(route);
    const asked = {
      params: {
        ...(Object.keys(params).length > 0 ? { path: params } : {}),
        ...(Object.keys(query).length > 0 ? { query } : {}),
        ...(key === undefined ? {} : { header: { 'Idempotency-Key': key } }),
      },
      ...present({ body }),
    };
    return `  ${JSON.stringify(id)}: async () => client.${route.method}(${JSON.stringify(route.path)}, ${JSON.stringify(asked)}),`;
  });
  return `import { createInterface } from 'node:readline';
import createClient from 'openapi-fetch';
import type { paths } from './api.d.ts';

const client = createClient<paths>({ baseUrl: process.argv[2] ?? '' });
const calls = {
${calls.join('\n')}
};

async function carryOut(line: string): Promise<object> {
  const { id } = JSON.parse(line) as { id: keyof typeof calls };
  const { data, error, response } = await calls[id]();
  if (data === undefined) return { error: JSON.stringify(error) };
  return { status: response.status, raw: data, typed: data };
}

for await (const line of createInterface({ input: process.stdin })) {
  const reply = await carryOut(line).catch((error: unknown) => ({ error: String(error) }));
  console.log(JSON.stringify(reply));
}
`;
}
