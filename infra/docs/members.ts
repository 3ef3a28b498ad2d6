/** The members of a schema as rows: names with their way from the top, types in words, descriptions. */
import { escapeHtml } from './docs-page.ts';

/** The part of JSON Schema that the document uses. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly additionalProperties?: Schema | boolean;
  readonly format?: string;
}

export type Schemas = Readonly<Record<string, Schema>>;

interface Row {
  readonly name: string;
  readonly type: string;
  readonly isRequired: boolean;
  readonly description: string;
}

/** Deeper members are left to the document itself. */
const depthMax = 3;
const choicesShownMax = 12;

/** A table of a schema's members; nothing where it has none. */
export function memberTable(schema: Schema, schemas: Schemas, caption: string): string {
  const rows = membersOf(schema, schemas, '', 1);
  if (rows.length === 0) return '';
  const lines = unique(rows).map(
    ({ name, type, isRequired, description }) =>
      `<tr><td><code>${escapeHtml(name)}</code></td><td>${escapeHtml(type)}${isRequired ? '' : '<br><small>optional</small>'}</td><td>${inline(description)}</td></tr>`,
  );
  return `<div class="table" tabindex="0" role="group" aria-label="${escapeHtml(caption)}"><table class="members"><thead><tr><th>member</th><th>type</th><th>meaning</th></tr></thead><tbody>${lines.join('\n')}</tbody></table></div>\n`;
}

function membersOf(schema: Schema, schemas: Schemas, above: string, depth: number): readonly Row[] {
  const whole = resolved(schema, schemas);
  const choices = whole.oneOf ?? whole.anyOf;
  if (choices !== undefined) return ofChoices(choices.map((each) => membersOf(each, schemas, above, depth)));
  if (whole.type === 'array' && whole.items !== undefined) return membersOf(whole.items, schemas, `${above}[]`, depth);
  return Object.entries(whole.properties ?? {}).flatMap(([name, member]) => {
    const own = resolved(member, schemas);
    const path = above === '' ? name : `${above}.${name}`;
    const row = {
      name: path,
      type: typeInWords(member, schemas),
      isRequired: whole.required?.includes(name) === true,
      description: member.description ?? own.description ?? '',
    };
    return depth < depthMax ? [row, ...membersOf(own, schemas, path, depth + 1)] : [row];
  });
}

/** Says what each of several forms needs; nothing where there is one, or where they need the same. */
export function formsInWords(schema: Schema, schemas: Schemas): string {
  const { oneOf, anyOf } = resolved(schema, schemas);
  const needs = (oneOf ?? anyOf ?? []).map((each) => (resolved(each, schemas).required ?? []).join(' and '));
  const forms = [...new Set(needs)].filter((names) => names !== '');
  return forms.length < 2
    ? ''
    : `<p>Takes ${forms.map((names) => `<code>${escapeHtml(names)}</code>`).join(', or ')}.</p>`;
}

/** A member is needed only if it is in every choice. */
function ofChoices(choices: readonly (readonly Row[])[]): readonly Row[] {
  const isEverywhere = ({ name }: Row): boolean =>
    choices.every((rows) => rows.some((row) => row.name === name && row.isRequired));
  return choices.flat().map((row) => ({ ...row, isRequired: isEverywhere(row) }));
}

/** Choices often share members: each is told once. */
function unique(rows: readonly Row[]): readonly Row[] {
  const seen = new Map<string, Row>();
  for (const row of rows) if (!seen.has(row.name)) seen.set(row.name, row);
  return [...seen.values()];
}

export function typeInWords(schema: Schema, schemas: Schemas): string {
  const { type, format, items, enum: choices, const: only, ...rest } = resolved(schema, schemas);
  if (only !== undefined) return JSON.stringify(only);
  if (choices !== undefined) {
    const shown = choices.slice(0, choicesShownMax).map(String).join(', ');
    return choices.length > choicesShownMax ? `${shown}, …` : shown;
  }
  if (type === 'array' && items !== undefined) return `list of ${typeInWords(items, schemas)}`;
  const several = rest.oneOf ?? rest.anyOf;
  if (several !== undefined) return [...new Set(several.map((each) => typeInWords(each, schemas)))].join(' or ');
  if (format === 'date-time') return 'instant';
  return type === undefined ? 'any' : [type].flat().join(' or ');
}

export function resolved(schema: Schema, schemas: Schemas): Schema {
  if (schema.$ref === undefined) return schema;
  const { $ref, ...beside } = schema;
  const found = schemas[$ref.replace('#/components/schemas/', '')];
  if (found === undefined) throw new Error(`the document has no ${$ref}`);
  return { ...resolved(found, schemas), ...beside };
}

/** Code in a description, and nothing else of Markdown. */
export function inline(text: string): string {
  return escapeHtml(text).replaceAll(/`([^`]+)`/g, '<code>$1</code>');
}
