/** Reads a verb's options from its route's schemas of query and body. */
import { type Command, Option } from 'commander';
import * as z from 'zod/mini';
import type { Route } from '../../contract/routes/route.ts';

export interface Member {
  readonly name: string;
  readonly type: string;
  readonly description: string;
  /** The values that it may have, where that is a closed list. */
  readonly values?: readonly string[];
}

/** A flag for what is true or false, a choice where there is a list, and in kebab case. Names as the API has them are taken too. */
export function addMemberOptions(command: Command, members: readonly Member[]): void {
  for (const member of members) {
    const { name, type, description, values } = member;
    const flag = `--${kebab(name)}`;
    if (type === 'boolean') {
      command.option(flag, description).addOption(new Option(`--no-${kebab(name)}`).hideHelp());
      continue;
    }
    const option = (text: string): Option => {
      const made = new Option(`${text} <${hint(member)}>`, description);
      return values === undefined ? made : made.choices([...values]);
    };
    command.addOption(option(flag));
    if (kebab(name) !== name) command.addOption(option(`--${name}`).hideHelp());
  }
}

/** Texts are texts; everything else is JSON, and the service says so if it isn't what it takes. */
export function typedValue({ name, type }: Member, text: string): unknown {
  if (type === 'string') return text;
  if (name === 'usage' && /^[^[{]/.test(text)) return text.split(',').map(lineIn);
  if (name === 'dimensions' && /^[^{]/.test(text)) return Object.fromEntries(text.split(',').map(pairIn));
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** `sku:quantity`, as the gate takes it in its query. */
function lineIn(text: string): object {
  const colon = text.lastIndexOf(':');
  return { sku: text.slice(0, colon), quantity: Number(text.slice(colon + 1)) };
}

function pairIn(text: string): readonly [string, string] {
  const colon = text.indexOf(':');
  return [text.slice(0, colon), text.slice(colon + 1)];
}

function kebab(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

function hint({ name, type }: Member): string {
  if (name === 'usage') return 'sku:quantity,…';
  if (name === 'dimensions') return 'name:value,…';
  if (type === 'string') return 'text';
  return type === 'object' || type === 'array' ? 'json' : 'number';
}

export function queryMembers(route: Route): readonly Member[] {
  return membersOf(route.query);
}

export function bodyMembers(route: Route): readonly Member[] {
  return route.body === undefined ? [] : membersOf(route.body);
}

function membersOf(schema: z.ZodMiniType): readonly Member[] {
  const members = new Map<string, Member>();
  for (const { properties = {} } of shapesOf(jsonSchemaOf(schema)))
    for (const [name, property] of Object.entries(properties)) members.set(name, memberOf(name, property));
  return [...members.values()];
}

/** A schema and its alternatives, wherever they are written down. */
function shapesOf(schema: Schema): readonly Schema[] {
  const { anyOf = [], oneOf = [], allOf = [], ...own } = schema;
  return [own, ...[...anyOf, ...oneOf, ...allOf].flatMap(shapesOf)];
}

function memberOf(name: string, schema: Schema): Member {
  const { type, description = '', enum: values, anyOf, oneOf } = schema;
  const alternatives = [...(anyOf ?? []), ...(oneOf ?? [])];
  const texts = values?.filter((value) => typeof value === 'string');
  const types = [type, ...alternatives.map((each) => each.type)].flatMap((each) => each ?? []);
  const found = types.find((each) => each !== 'string' && each !== 'null') ?? 'string';
  return {
    name,
    type: found,
    description,
    ...(texts === undefined || texts.length === 0 ? {} : { values: texts }),
  };
}

/** The part that is read of a JSON Schema. */
interface Schema {
  readonly type?: string | readonly string[] | undefined;
  readonly description?: string | undefined;
  readonly enum?: readonly unknown[] | undefined;
  readonly anyOf?: readonly Schema[] | undefined;
  readonly oneOf?: readonly Schema[] | undefined;
  readonly allOf?: readonly Schema[] | undefined;
  readonly properties?: Readonly<Record<string, Schema>> | undefined;
}

const readSchema: z.ZodMiniType<Schema> = z.lazy(() => {
  const schemas = z.optional(z.array(readSchema));
  return z.object({
    type: z.optional(z.union([z.string(), z.array(z.string())])),
    description: z.optional(z.string()),
    enum: z.optional(z.array(z.unknown())),
    anyOf: schemas,
    oneOf: schemas,
    allOf: schemas,
    properties: z.optional(z.record(z.string(), readSchema)),
  });
});

function jsonSchemaOf(schema: z.ZodMiniType): Schema {
  return readSchema.parse(documentedSchema(schema));
}

/** As the document has it: where a schema reads values by their text, its metadata says what they look like. */
export function documentedSchema(schema: z.ZodMiniType): Readonly<Record<string, unknown>> {
  return z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
    override: ({ jsonSchema }) => {
      const { override } = jsonSchema;
      if (typeof override === 'object') Object.assign(jsonSchema, override);
    },
  });
}
