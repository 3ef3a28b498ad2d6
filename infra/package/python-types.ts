/** The contract's schemas as Python's types, names and docstrings. */
import type { DocumentSchema } from '../../shared/contract/openapi/document-schema.ts';

/** Stands at the head of what a script wrote. */
export const written = 'Written by `npm run openapi` from the contract: change that, never this.';

export const prefix = '#/components/schemas/';

const typeNames: Readonly<Record<string, string>> = { string: 'str', boolean: 'bool', integer: 'int', null: 'None' };

export interface Kind {
  readonly number: string;
  readonly instant: string;
  readonly isOpen: boolean;
}

export const inAnswer: Kind = { number: 'Decimal', instant: 'datetime', isOpen: true };

export const inBody: Kind = { number: 'Amount', instant: 'Instant', isOpen: false };

export function typeOf(schema: DocumentSchema, kind: Kind): string {
  const { $ref, anyOf, oneOf, type, format, enum: values, items, properties, additionalProperties } = schema;
  if ($ref !== undefined) return $ref.slice(prefix.length);
  const several = anyOf ?? oneOf;
  if (several !== undefined) {
    // A number that may be text is an amount.
    if (several.some((each) => each.type === 'number') && several.some((each) => each.type === 'string'))
      return 'Amount';
    return [...new Set(several.map((each) => typeOf(each, kind)))].join(' | ');
  }
  if (values !== undefined) {
    const literal = `Literal[${values.map((each) => JSON.stringify(each)).join(', ')}]`;
    return kind.isOpen && values.length > 1 ? `${literal} | str` : literal;
  }
  if (Array.isArray(type)) return [...new Set(type.map((each) => typeOf({ ...schema, type: each }, kind)))].join(' | ');
  if (type === 'number') return kind.number;
  if (type === 'string' && format === 'date-time') return kind.instant;
  if (type === 'array')
    return kind.isOpen ? `list[${typeOf(items ?? {}, kind)}]` : `Sequence[${typeOf(items ?? {}, kind)}]`;
  if (type === 'object' && properties === undefined) {
    const value =
      typeof additionalProperties === 'object' && Object.keys(additionalProperties).length > 0
        ? typeOf(additionalProperties, kind)
        : 'Any';
    return kind.isOpen ? `dict[str, ${value}]` : `Mapping[str, ${value}]`;
  }
  return (typeof type === 'string' ? typeNames[type] : undefined) ?? 'Any';
}

/** Names that Python keeps for itself. */
export const keywords: ReadonlySet<string> = new Set([
  'from',
  'global',
  'is',
  'in',
  'not',
  'class',
  'def',
  'pass',
  'with',
  'as',
  'for',
]);

export function pythonName(name: string): string {
  const snake = name.replaceAll('-', '_').replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return keywords.has(snake) ? `${snake}_` : snake;
}

export function doc({ description = '' }: DocumentSchema, indent: string): string {
  return description === '' ? '' : `\n${docText(description, indent).join('\n')}`;
}

export function docLines({ description = '' }: DocumentSchema, indent: string): readonly string[] {
  return description === '' ? [] : docText(description, indent);
}

const lineMax = 116;

/** A text as a docstring, in lines that aren't too long. */
export function docText(text: string, indent: string): readonly string[] {
  const words = `"""${text.replaceAll('\\', '\\\\').replaceAll('"""', "'''")}"""`.split(/\s+/);
  const lines: string[] = [];
  let line = '';
  for (const word of words) {
    if (line !== '' && indent.length + line.length + 1 + word.length > lineMax) {
      lines.push(indent + line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, indent + line];
}
