/** Words of a story and of its answers, masked so that two stories can be held against each other. */
import type * as z from 'zod/mini';
import { readCsv } from '../../../shared/client/read-csv.ts';
import * as fields from '../../../shared/contract/fields.ts';
import type { Reply } from './reply.ts';
import type { Words } from './word-story.ts';

export const words = [
  ...[
    'constructor',
    '__proto__',
    'prototype',
    'valueOf',
    'toString',
    'toLocaleString',
    'hasOwnProperty',
    'isPrototypeOf',
  ],
  ...[
    '__defineGetter__',
    '__lookupSetter__',
    'length',
    'then',
    'toJSON',
    'undefined',
    'null',
    'NaN',
    'Infinity',
    'true',
  ],
  ...['=1+1', '+1+1', '-1+1', '@x', "'=1", '"x"', '\tx', '\rx', '\nx', '=cmd|x', '＝1', '../x', '%00', '{x}', 'é'],
];

/** The word in every kind of name that can have it, and a plain one beside it where it can't. */
export function wordsOf(word: string): Words {
  const plain = `plain-${words.indexOf(word)}`;
  const as = (schema: z.ZodMiniType<string>): string => (schema.safeParse(word).success ? word : plain);
  return {
    account: as(fields.accountId),
    slug: as(fields.planId),
    sku: as(fields.sku),
    key: as(fields.keyHeader),
    payment: as(fields.paymentId),
    dimension: as(fields.dimensionName),
    value: as(fields.dimensionValue),
    text: as(fields.shortText('', '')),
  };
}

/** Members that are never the same twice. */
const unlike = ['fingerprint', 'requestId', 'hash', 'previousHash', 'quantityHours'];

function sorted(values: readonly unknown[]): readonly unknown[] {
  return values.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

/** Every word of a story by its kind, and what is never the same twice by what it is. */
export function masked(value: unknown, of: Words): unknown {
  // Some lists are in the order of their names.
  if (Array.isArray(value)) return sorted(value.map((each) => masked(each, of)));
  if (typeof value === 'object' && value !== null)
    return Object.entries(value)
      .filter(([name]) => !unlike.includes(name))
      .map(([name, member]) => [maskedText(name, of), masked(member, of)])
      .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1));
  return typeof value === 'string' ? maskedText(value, of) : value;
}

function maskedText(text: string, of: Words): string {
  const same = text
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '<instant>')
    .replace(/hold_[\w-]+/g, '<hold>')
    .replace(/\b([0-9a-f]{64}|[0-9a-f]{16})\b/g, '<hash>');
  const own = [...new Set(Object.values(of))].sort((a, b) => b.length - a.length);
  return own.reduce((masking, word) => masking.replaceAll(word, '<word>'), same);
}

export function contentOf({ text, json, headers }: Reply, of: Words): unknown {
  const type = headers.get('content-type') ?? '';
  if (type.startsWith('text/csv')) {
    const { columns, rows } = readCsv(text);
    const hidden = columns.flatMap((name, at) => (unlike.includes(name) ? [at] : []));
    return [
      columns,
      ...sorted(rows.map((row) => row.map((field, at) => (hidden.includes(at) ? '' : maskedJson(field, of))))),
    ];
  }
  if (type.includes('ndjson'))
    return text
      .trim()
      .split('\n')
      .map((line) => masked(JSON.parse(line), of));
  return masked(json, of);
}

/** Columns of JSON have words in them that JSON escapes. */
function maskedJson(field: string, of: Words): unknown {
  try {
    return /^[{[]/.test(field) ? masked(JSON.parse(field), of) : maskedText(field, of);
  } catch {
    return maskedText(field, of);
  }
}
