import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { routeCommand } from '../../../shared/client/cli/route-command.ts';
import document from '../../../shared/contract/openapi/openapi.json' with { type: 'json' };
import { contractRoutes } from '../../../shared/contract/routes/contract.ts';
import { defineRoute } from '../../../shared/contract/routes/route.ts';
import { routeList } from '../../../shared/contract/routes/routes.ts';
import { type Document, operationOf, resolve } from '../../support/documents/openapi.ts';

interface Shape {
  readonly $ref?: string;
  readonly description?: string;
  readonly oneOf?: readonly Shape[];
  readonly properties?: Readonly<Record<string, Shape>>;
}

interface Asked {
  readonly parameters?: readonly { readonly in: string; readonly name: string; readonly description?: string }[];
  readonly requestBody?: { readonly content: { readonly 'application/json': { readonly schema: Shape } } };
}

const published = document as unknown as Document;
const resolved = (shape: Shape): Shape => ({ ...(resolve(published, shape) as Shape), ...shape });

describe('a verb', () => {
  it.each(routeList)('has the options that the document shows, with their descriptions: $id', (route) => {
    const { parameters = [], requestBody } = operationOf(published, route) as unknown as Asked;
    const body = resolved(requestBody?.content['application/json'].schema ?? {});
    const shapes = [body, ...(body.oneOf ?? []).map(resolved)];
    const documented = new Map([
      ...parameters
        .filter((each) => each.in === 'query')
        .map(({ name, description = '' }) => [flag(name), description] as const),
      ...shapes.flatMap(({ properties = {} }) =>
        Object.entries(properties).map(([name, shape]) => [flag(name), resolved(shape).description ?? ''] as const),
      ),
    ]);
    const options = routeCommand(route).options.filter(({ long, hidden }) => documented.has(long ?? '') && !hidden);

    expect(documented.size).toBeGreaterThanOrEqual(requestBody === undefined ? 0 : 1);
    expect(Object.fromEntries(options.map(({ long, description }) => [long, description]))).toEqual(
      Object.fromEntries(documented),
    );
  });

  it('is there for a route that no document has yet', () => {
    const route = defineRoute({
      ...contractRoutes.readProblem,
      id: 'read-tide',
      path: '/tides/{code}',
      query: z.strictObject({ height: z.exactOptional(z.string().check(z.meta({ description: 'How high.' }))) }),
    });

    const command = routeCommand(route);

    expect(command.name()).toBe('read-tide');
    expect(command.options.map(({ flags, description }) => [flags, description])).toEqual([
      ['--height <text>', 'How high.'],
    ]);
  });
});

function flag(name: string): string {
  return `--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
