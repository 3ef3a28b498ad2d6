import { describe, expect, it } from 'vitest';
import { problemCodes } from '../../../shared/contract/answers/problem-code.ts';
import { problems } from '../../../shared/contract/answers/problems.ts';
import recorded from '../../../shared/contract/openapi/examples.json' with { type: 'json' };
import committed from '../../../shared/contract/openapi/openapi.json' with { type: 'json' };
import { openApiDocument } from '../../../shared/contract/openapi/openapi.ts';
import { problemCodesOf } from '../../../shared/contract/openapi/openapi-problems.ts';
import { intakeRouteList } from '../../../shared/contract/routes/intake.ts';
import { routeList } from '../../../shared/contract/routes/routes.ts';
import { type Document, operationOf, operationsOf, resolve, responsesOf } from '../../support/documents/openapi.ts';

const document = committed as unknown as Document;

describe('the document', () => {
  it('is what the route table and the examples make of it', () => {
    expect(JSON.parse(JSON.stringify(openApiDocument(recorded))), 'run npm run openapi').toEqual(committed);
  });

  it('has every route once, under its own operation id', () => {
    const ids = operationsOf(document).map(({ operationId }) => operationId);
    expect(ids.toSorted()).toEqual([...routeList, ...intakeRouteList].map(({ id }) => id).toSorted());
    for (const route of routeList) expect(operationOf(document, route).operationId).toBe(route.id);
  });

  it('declares what stands in a path, and the key of every change', () => {
    for (const route of routeList) {
      const { parameters = [] } = operationOf(document, route);
      const inPath = parameters.filter((parameter) => parameter.in === 'path');
      const named = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      expect(inPath.map(({ name }) => name)).toEqual(named);
      expect(inPath.every(({ required }) => required === true)).toBe(true);
      const keys = parameters.filter(({ name }) => name === 'Idempotency-Key');
      expect(
        keys.map(({ required }) => required),
        route.id,
      ).toEqual(route.isChange ? [true] : []);
    }
  });

  it('lists under each route exactly the problems that it may answer, each under its own status', () => {
    for (const route of routeList) {
      const listed = responsesOf(document, route).flatMap(({ status, response }) =>
        Object.values(response.content).flatMap(({ examples = {} }) =>
          Object.keys(examples).map((code) => ({ code, status })),
        ),
      );
      const declared = problemCodesOf(route).map((code) => ({ code, status: String(problems[code].status) }));
      expect(byCode(listed), route.id).toEqual(byCode(declared));
      for (const refusal of route.refusals) expect(listed.map(({ code }) => code)).toContain(refusal);
    }
  });

  it('names every problem of the closed list, with its meaning', () => {
    expect(Object.keys(document.components.examples).toSorted()).toEqual([...problemCodes].toSorted());
    expect(Object.keys(document.components.schemas['Problem']?.properties ?? {})).toContain('code');
    expect(document.components.schemas['ProblemCode']?.enum).toEqual(problemCodes);
    for (const code of problemCodes) {
      expect(document.components.examples[code]?.description).toBe(problems[code].meaning);
      expect(document.info.description).toContain(`| \`${code}\` | ${problems[code].status} |`);
    }
  });

  it('announces the headers that callers act on', () => {
    for (const route of routeList) {
      for (const { status, response } of responsesOf(document, route)) {
        const headers = Object.keys(response.headers ?? {});
        if (status === '503') expect(headers, route.id).toContain('Retry-After');
        if (status.startsWith('2')) expect(headers.includes('Idempotency-Replayed'), route.id).toBe(route.isChange);
        if (status === '402') expect(headers.includes('Idempotency-Replayed'), route.id).toBe(route.isChange);
        if (['400', '403', '413', '500'].includes(status)) expect(headers, route.id).toEqual([]);
      }
    }
    expect(document.components.headers['Allow']?.example).toBe('PUT, GET, DELETE');
    expect(document.components.headers['RetryAfter']?.example).toBe('1');
  });

  it('refers to nothing that isn’t in it', () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(([, target = '']) => target);
    expect(references.length).toBeGreaterThan(0);
    for (const $ref of new Set(references)) expect(resolve(document, { $ref }), $ref).toBeDefined();
  });
});

function byCode<T extends { readonly code: string }>(list: readonly T[]): readonly T[] {
  return list.toSorted((a, b) => (a.code < b.code ? -1 : 1));
}
