/** Prints what a JSON Schema describes as a TypeScript type, and as the short form that the client checks answers against. */

export interface JsonSchema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
  readonly items?: JsonSchema;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | JsonSchema;
  readonly description?: string;
  readonly $defs?: Readonly<Record<string, JsonSchema>>;
  /** A schema that the document has in place of what the schema would. */
  readonly override?: JsonSchema;
}

export function typeOf(schema: JsonSchema): string {
  const { $ref, anyOf, oneOf, allOf, ...own } = { ...schema.override, ...schema };
  if ($ref !== undefined) return nameOf($ref);
  const several = anyOf ?? oneOf;
  if (several !== undefined) return [...new Set(several.map(typeOf))].join(' | ');
  if (allOf !== undefined) return allOf.map((each) => parenthesize(typeOf(each))).join(' & ');
  const { type, const: value, enum: values, items, properties, additionalProperties } = own;
  if (value !== undefined) return JSON.stringify(value);
  if (values !== undefined) return values.map((each) => JSON.stringify(each)).join(' | ');
  if (Array.isArray(type)) return type.map((each) => typeOf({ ...own, type: each })).join(' | ');
  switch (type) {
    case 'string':
    case 'boolean':
    case 'null':
      return type;
    case 'number':
    case 'integer':
      return 'number';
    case 'array':
      return `readonly ${items === undefined ? 'unknown' : elementOf(items)}[]`;
    case 'object':
      return properties === undefined && typeof additionalProperties === 'object'
        ? `{ readonly [name: string]: ${typeOf(additionalProperties)} }`
        : objectType(schema);
    default:
      return 'unknown';
  }
}

function elementOf(items: JsonSchema): string {
  const text = typeOf(items);
  return items.anyOf === undefined && items.oneOf === undefined ? parenthesize(text) : `(${text})`;
}

/** The members with their descriptions, in braces. */
export function objectType({ properties = {}, required = [], additionalProperties }: JsonSchema): string {
  const lines = Object.entries(properties).flatMap(([name, member]) => [
    ...docLines(member.description ?? ''),
    `readonly ${propertyName(name)}${required.includes(name) ? '' : '?'}: ${typeOf(member)};`,
  ]);
  const isOpen = typeof additionalProperties === 'object';
  return `{\n${[...lines, ...(isOpen ? ['readonly [name: string]: unknown;'] : [])].join('\n')}\n}`;
}

export function isPlainObject({ type, properties }: JsonSchema): boolean {
  return type === 'object' && properties !== undefined;
}

export function docLines(text: string): readonly string[] {
  return text === '' ? [] : [`/** ${text.replaceAll('*/', '* /').replaceAll('\n', ' ')} */`];
}

/** The first line of a file that is one of many. */
export function writtenFrom(source: string): string {
  return `/** Written by \`npm run openapi\`: change ${source}, never this. */`;
}

export function nameOf($ref: string): string {
  return $ref.slice($ref.lastIndexOf('/') + 1);
}

/** How deep answers are checked: what lies deeper differs between releases, and its reader finds out. */
const depthMax = 3;

/** The short form of a schema, as `shared/client/answer-shape.ts` reads it. */
export function shapeOf(schema: JsonSchema, defs: Readonly<Record<string, JsonSchema>>, depth = 0): unknown {
  if (schema.$ref !== undefined) return shapeOf(defs[nameOf(schema.$ref)] ?? {}, defs, depth);
  const { type, items, properties, required = [] } = { ...schema.override, ...schema };
  if (type === 'string') return 's';
  if (type === 'number' || type === 'integer') return 'n';
  if (type === 'boolean') return 'b';
  if (depth >= depthMax) return '*';
  if (type === 'array') return [items === undefined ? '*' : shapeOf(items, defs, depth + 1)];
  if (type !== 'object') return '*';
  const members = Object.entries(properties ?? {}).filter(([name]) => required.includes(name));
  return Object.fromEntries(members.map(([name, member]) => [name, shapeOf(member, defs, depth + 1)]));
}

function parenthesize(type: string): string {
  return /^[\w.]+$|^\{[\s\S]*\}$/.test(type) ? type : `(${type})`;
}

function propertyName(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
}
