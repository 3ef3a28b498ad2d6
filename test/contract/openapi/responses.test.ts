/** Every response of the document, with an example that its own schemas take. */
import { describe, expect, it } from 'vitest';
import { fromJSONSchema, type ZodType } from 'zod';
import committed from '../../../shared/contract/openapi/openapi.json' with { type: 'json' };
import { routeList } from '../../../shared/contract/routes/routes.ts';
import { type Document, resolve, responsesOf } from '../../support/documents/openapi.ts';

const document = committed as unknown as Document;

describe('the OpenAPI document', () => {
  it('describes every response, and shows an example that its own schemas take', () => {
    for (const { route, status, response } of routeList.flatMap((each) => responsesOf(document, each))) {
      const where = `${route.id} ${status}`;
      expect(response.description, where).not.toBe('');
      if (status === '304') {
        expect([response.content, Object.keys(response.headers ?? {})], where).toEqual([{}, ['ETag']]);
        continue;
      }
      const [media, ...others] = Object.values(response.content);
      const { other } = route.answer;
      expect(others).toEqual(
        status === '200' ? (other ?? []).map(({ example }) => ({ schema: { type: 'string' }, example })) : [],
      );
      const shown = Object.values(media?.examples ?? { only: { value: media?.example } });
      expect(shown.length, where).toBeGreaterThan(0);
      const schema = schemaOf(media?.schema);
      for (const each of shown) {
        const { value } = resolve(document, each) as { readonly value?: unknown };
        expect(value, where).toBeDefined();
        expect(schema.safeParse(value).error, where).toBeUndefined();
      }
    }
  });
});

/** The document's schema as a validator, read back from its JSON: what a caller's own tools would make of it. */
function schemaOf(schema: unknown): ZodType {
  const text = JSON.stringify({ ...Object(schema), $defs: document.components.schemas });
  return fromJSONSchema(JSON.parse(text.replaceAll('#/components/schemas/', '#/$defs/')));
}
