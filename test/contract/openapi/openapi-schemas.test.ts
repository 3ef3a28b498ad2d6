import { describe, expect, it } from 'vitest';
import committed from '../../../shared/contract/openapi/openapi.json' with { type: 'json' };
import { readableDocument } from '../../../shared/contract/openapi/readable-document.ts';
import { routeList } from '../../../shared/contract/routes/routes.ts';
import { tags } from '../../../shared/contract/routes/tags.ts';

type Json = Readonly<Record<string, unknown>>;

/** Every schema of the document with its place, examples left out. */
function* schemasIn(value: unknown, place = ''): Generator<{ readonly place: string; readonly schema: Json }> {
  if (Array.isArray(value)) {
    for (const [at, each] of value.entries()) yield* schemasIn(each, `${place}/${at}`);
  } else if (typeof value === 'object' && value !== null) {
    const schema = value as Json;
    yield { place, schema };
    for (const [name, each] of Object.entries(schema)) {
      if (!['example', 'examples', 'x-amazon-apigateway-authtype'].includes(name))
        yield* schemasIn(each, `${place}/${name}`);
    }
  }
}

const all = [
  ...schemasIn(committed.paths, '#/paths'),
  ...schemasIn(committed.components.schemas, '#/components/schemas'),
];
const isComponent = (place: string): boolean => /^#\/components\/schemas\/\w+$/.test(place);
const placesOf = (which: (schema: Json, place: string) => boolean): readonly string[] =>
  all.filter(({ schema, place }) => which(schema, place)).map(({ place }) => place);

describe('what is generated from the document', () => {
  it('has a named type for every object, choice and list of values', () => {
    const isMap = (schema: Json): boolean => schema['properties'] === undefined;
    const isNullable = ({ anyOf }: Json): boolean =>
      Array.isArray(anyOf) && anyOf.length === 2 && anyOf.some(({ type }) => type === 'null');
    expect(
      placesOf(
        (schema, place) =>
          !isComponent(place) &&
          ((schema['type'] === 'object' && !isMap(schema)) ||
            (Array.isArray(schema['enum']) && schema['enum'].length > 1) ||
            schema['oneOf'] !== undefined ||
            (schema['anyOf'] !== undefined && !isNullable(schema))),
      ),
    ).toEqual([]);
  });

  it('tells alternatives apart by a member wherever one names them, and else by a member that only one must have', () => {
    const components: Readonly<Record<string, Json>> = committed.components.schemas;
    const choices = Object.entries(components).filter(([, { oneOf }]) => oneOf !== undefined);
    expect(choices.length).toBeGreaterThan(8);
    for (const [name, { oneOf, discriminator }] of choices) {
      const refs = (oneOf as readonly { readonly $ref: string }[]).map(({ $ref }) => $ref);
      const shapes = refs.map(($ref) => components[$ref.slice('#/components/schemas/'.length)] ?? {});
      const required = shapes.map((shape) => shape['required'] as readonly string[]);
      if (discriminator === undefined) {
        for (const members of required) {
          const others = required.filter((each) => each !== members);
          expect(
            members.some((member) => others.every((each) => !each.includes(member))),
            name,
          ).toBe(true);
        }
      } else {
        const { mapping } = discriminator as { readonly mapping: Readonly<Record<string, string>> };
        expect(Object.values(mapping).toSorted(), name).toEqual(refs.toSorted());
      }
    }
    for (const name of ['Advice', 'RunOut', 'QuoteAccountOutlook', 'PriceTiers'])
      expect(components[name]?.['discriminator'], name).toBeDefined();
  });

  it('has numbers as doubles, whole ones with their width, and no type of one boolean', () => {
    expect(placesOf(({ type, format }) => type === 'number' && format !== 'double')).toEqual([]);
    expect(placesOf(({ type, format }) => type === 'integer' && format !== 'int32' && format !== 'int64')).toEqual([]);
    expect(placesOf((schema) => typeof schema['const'] === 'boolean')).toEqual([]);
    expect(
      placesOf((schema) => schema['multipleOf'] !== undefined),
      'no double is a multiple of 0.000001',
    ).toEqual([]);
  });

  it('has patterns that every language’s regular expressions read alike: no bracket stands bare in a class', () => {
    const patterns = all.flatMap(({ schema: { pattern } }) => (typeof pattern === 'string' ? [pattern] : []));
    // Rust’s, which pydantic has, take it for a class of its own.
    const withBracket = /(?<!\\)\[\^?(?:\\.|[^\]\\[])*\[/;

    expect(patterns.length).toBeGreaterThan(5);
    expect(patterns.filter((pattern) => withBracket.test(pattern))).toEqual([]);
  });

  it('says defaults in words: clients that send them would send another request than those that don’t', () => {
    expect(placesOf((schema) => schema['default'] !== undefined)).toEqual([]);
    const { whenExhausted } = committed.components.schemas.AuthorizeHoldBodyByCredits.properties;
    expect(whenExhausted.description).toContain('`pause` when left out.');
  });

  it('has each route under one tag, and each tag among those that are described', () => {
    const listed = tags.flatMap(({ routes }) => Object.values(routes).map(({ id }) => id));
    expect(listed.toSorted()).toEqual(routeList.map(({ id }) => id).toSorted());
    expect(committed.tags.map(({ name }) => name)).toEqual(tags.map(({ name }) => name));
    const used = new Set(
      Object.values(committed.paths).flatMap((path) => Object.values(path).flatMap((each) => each.tags)),
    );
    expect([...used].toSorted()).toEqual(tags.map(({ name }) => name).toSorted());
  });

  it('can’t be built of two schemas under one name', () => {
    const answer = (type: string): object => ({
      operationId: 'read-tide',
      responses: { 200: { content: { json: { schema: { type: 'object', properties: { tide: { type } } } } } } },
    });
    const document = {
      paths: { '/a': { get: answer('string') }, '/b': { get: answer('number') } },
      components: { schemas: {}, responses: {} },
    };
    expect(() => readableDocument(document)).toThrow('two schemas of the document are called ReadTideAnswer');
  });
});
