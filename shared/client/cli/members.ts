/** What the OpenAPI document says of an operation's query and body, as options of its verb. */
import { type Command, Option } from 'commander';
import document from '../../contract/openapi/openapi.json' with { type: 'json' };
import type { Route } from '../../contract/routes/route.ts';

export interface Member {
  readonly name: string;
  readonly type: string;
  readonly description: string;
  /** What it may be, where that is a closed list. */
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
  const { parameters = [] } = operationOf(route);
  return parameters
    .filter((parameter) => parameter.in === 'query')
    .map(({ name, description = '', schema }) => memberOf(name, { description, ...resolved(schema) }));
}

export function bodyMembers(route: Route): readonly Member[] {
  const schema = operationOf(route).requestBody?.content['application/json'].schema;
  const members = new Map<string, Member>();
  for (const { properties = {} } of schema === undefined ? [] : shapesOf(schema))
    for (const [name, property] of Object.entries(properties)) members.set(name, memberOf(name, resolved(property)));
  return [...members.values()];
}

/** A schema and its alternatives, wherever they are written down. */
function shapesOf(schema: Schema): readonly Schema[] {
  const { anyOf = [], oneOf = [], allOf = [], ...own } = resolved(schema);
  return [own, ...[...anyOf, ...oneOf, ...allOf].flatMap(shapesOf)];
}

function memberOf(name: string, schema: Schema): Member {
  const { type, description = '', enum: values, anyOf, oneOf } = schema;
  const alternatives = [...(anyOf ?? []), ...(oneOf ?? [])].map(resolved);
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

/** What the CLI reads of the document. */
interface Operation {
  readonly parameters?: readonly {
    readonly in: string;
    readonly name: string;
    readonly description?: string;
    readonly schema: Schema;
  }[];
  readonly requestBody?: { readonly content: { readonly 'application/json': { readonly schema: Schema } } };
}

interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
}

const schemas: Readonly<Record<string, Schema>> = document.components.schemas;

function resolved(schema: Schema): Schema {
  if (schema.$ref === undefined) return schema;
  return schemas[schema.$ref.slice(schema.$ref.lastIndexOf('/') + 1)] ?? schema;
}

function operationOf({ path, method }: Route): Operation {
  const paths: Readonly<Record<string, Readonly<Record<string, Operation>>>> = document.paths;
  const operation = paths[path]?.[method.toLowerCase()];
  if (operation === undefined) throw new TypeError(`${method} ${path} is not in the OpenAPI document`);
  return operation;
}
