/**
 * Names are data, on every route and in every place where a caller chooses a word: a story in which all of them are one that
 * languages or spreadsheets know is answered, published and tabled like the story of a plain word. The places are found in the
 * routes' own schemas, so that a new route, or a new member, can't be forgotten.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type * as z from 'zod/mini';
import { readCsv } from '../../shared/client/read-csv.ts';
import * as fields from '../../shared/contract/fields.ts';
import type { Route } from '../../shared/contract/routes/route.ts';
import { type RouteName, routes } from '../../shared/contract/routes/routes.ts';
import { plainWord, valuesAt, wordPlaces } from '../support/documents/word-places.ts';
import type { Reply } from '../support/service/reply.ts';
import { startTestService, type TestService } from '../support/service/service.ts';
import { type Asked, accountStory, catalogueStory, type Words } from '../support/service/word-story.ts';

const words = [
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
function wordsOf(word: string): Words {
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

const table: Readonly<Record<RouteName, Route>> = routes;
const story = { ...catalogueStory, ...accountStory };
/** Cursors are the service’s own words: any other is refused as such. */
const ownWords = /\.cursor$/;

let service: TestService;
const told = new Map<string, readonly (readonly [RouteName, Reply, Asked])[]>();
beforeAll(async () => {
  service = await startTestService();
  for (const word of [plainWord, ...words])
    for (const name of Object.keys(catalogueStory) as (keyof typeof catalogueStory)[])
      for (const asked of catalogueStory[name](wordsOf(word))) {
        const reply = await send(table[name], asked, wordsOf(word));
        expect(reply.status, `${word}: ${reply.text}`).toBeLessThan(300);
      }
  await service.call('POST', '/local/clock', { body: { advanceSeconds: 180 } });
}, 60_000);
afterAll(() => service.stop());

function send(route: Route, { params = {}, query = {}, body, key }: Asked, { key: usual }: Words): Promise<Reply> {
  const path = route.path.replace(/\{(\w+)\}/g, (_all, name: string) => encodeURIComponent(params[name] ?? ''));
  const search = new URLSearchParams(query).toString();
  return service.call(route.method, search === '' ? path : `${path}?${search}`, {
    ...(body === undefined ? {} : { body }),
    ...(route.isChange ? { key: key ?? `${usual} ${route.id}` } : {}),
  });
}

async function tell(word: string): Promise<readonly (readonly [RouteName, Reply, Asked])[]> {
  const before = told.get(word);
  if (before !== undefined) return before;
  const holdIds: string[] = [];
  const replies: [RouteName, Reply, Asked][] = [];
  for (const name of Object.keys(accountStory) as (keyof typeof accountStory)[])
    for (const asked of accountStory[name](wordsOf(word), holdIds) as readonly Asked[]) {
      const reply = await send(table[name], asked, wordsOf(word));
      if (name === 'authorizeHold') expect(reply.status, `${word}: ${reply.text}`).toBe(201);
      if (name === 'authorizeHold') holdIds.push(reply.json.hold.holdId);
      replies.push([name, reply, asked]);
    }
  told.set(word, replies);
  return replies;
}

/** Members that are never the same twice. */
const unlike = ['fingerprint', 'requestId', 'hash', 'previousHash', 'quantityHours'];

function sorted(values: readonly unknown[]): readonly unknown[] {
  return values.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

/** Every word of a story by its kind, and what is never the same twice by what it is. */
function masked(value: unknown, of: Words): unknown {
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

function contentOf({ text, json, headers }: Reply, of: Words): unknown {
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

describe('the story', () => {
  it.each(Object.keys(routes) as RouteName[])(
    'has the word at every place of %s where a caller chooses one',
    (name) => {
      const plain = Object.fromEntries(Object.keys(wordsOf('')).map((kind) => [kind, plainWord])) as unknown as Words;
      const asked = story[name](plain, ['', '']) as readonly Asked[];
      const places = wordPlaces(table[name]).filter((place) => !ownWords.test(place));

      const missing = places.filter(
        (place) => !asked.some((each) => valuesAt(each, place).some((value) => String(value).includes(plainWord))),
      );

      expect(missing).toEqual([]);
    },
  );

  it('of a plain word goes well to its end', async () => {
    for (const [name, reply, { status }] of await tell(plainWord)) {
      if (status === undefined) expect(reply.status, `${name}: ${reply.text}`).toBeLessThan(300);
      else expect(reply.status).toBe(status);
    }
  });
});

describe('the story of a word that languages or spreadsheets know', () => {
  it.each(words)('%j is like that of a plain word, on every route', async (word) => {
    const plain = await tell(plainWord);
    const replies = await tell(word);

    expect(replies.map(([name]) => name)).toEqual(plain.map(([name]) => name));
    for (const [index, [name, reply, asked]] of replies.entries()) {
      const [, like] = plain[index] ?? [];
      expect(reply.status, `${name} ${JSON.stringify(asked)}: ${reply.text}`).toBe(like?.status);
      if (asked.isLoose || like === undefined) continue;
      const what = `${name} ${JSON.stringify(asked.query ?? '')}`;
      expect(contentOf(reply, wordsOf(word)), what).toEqual(contentOf(like, wordsOf(plainWord)));
    }
  });

  it.each(words)('%j is published like a plain word', async (word) => {
    await tell(plainWord);
    await tell(word);
    const reply = await service.call('GET', '/local/events');
    expect(reply.status, reply.text).toBe(200);
    const { events } = reply.json;
    const of = (each: string): unknown => {
      const { account } = wordsOf(each);
      const own = events.filter(
        (event: { detail: { metadata: { accountId?: string } } }) => event.detail.metadata.accountId === account,
      );
      return own.map((event: Record<string, unknown>) =>
        masked([event['detail-type'], event['detail']], wordsOf(each)),
      );
    };
    expect(of(word)).toEqual(of(plainWord));
    expect(of(plainWord)).not.toEqual([]);
  });
});

describe('a word that a place doesn’t take', () => {
  it.each(words)('%j is refused as such, wherever it stands, and never an error of ours', async (word) => {
    const kinds = Object.keys(wordsOf(word)) as (keyof Words)[];
    for (const kind of kinds.filter((each) => wordsOf(word)[each] !== word)) {
      const spoilt = { ...wordsOf(plainWord), account: 'nobody', [kind]: word };
      for (const name of Object.keys(story) as RouteName[])
        for (const asked of story[name](spoilt, ['hold_0mws63o3c_4zAa8KRgf0wZ9tzd']) as readonly Asked[]) {
          if (asked.isLoose || !JSON.stringify(asked).includes(JSON.stringify(word).slice(1, -1))) continue;
          const reply = await send(table[name], { ...asked, key: 'a key' }, wordsOf(plainWord)).catch(() => undefined);
          expect(reply?.status ?? 400, `${name} ${JSON.stringify(asked)}: ${reply?.text}`).toBeLessThan(500);
        }
    }
  });
});
