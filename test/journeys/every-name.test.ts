/**
 * Names are data, on every route and in every place where a caller chooses a word: a story in which all of them are one that
 * languages or spreadsheets know is answered, published and tabled like the story of a plain word. The places are found in the
 * routes' own schemas, so that a new route, or a new member, can't be forgotten.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createStillClock } from '../../infra/local/clock.ts';
import type { Route } from '../../shared/contract/routes/route.ts';
import { type RouteName, routes } from '../../shared/contract/routes/routes.ts';
import { present } from '../../shared/domain/present.ts';
import { plainWord, valuesAt, wordPlaces } from '../support/documents/word-places.ts';
import { contentOf, masked, words, wordsOf } from '../support/service/masked-words.ts';
import type { Reply } from '../support/service/reply.ts';
import { startTestService, type TestService } from '../support/service/service.ts';
import { type Asked, accountStory, catalogueStory, type Words } from '../support/service/word-story.ts';

const table: Readonly<Record<RouteName, Route>> = routes;
const story = { ...catalogueStory, ...accountStory };
/** Cursors are the service’s own words: any other is refused as such. */
const ownWords = /\.cursor$/;

let service: TestService;
const told = new Map<string, readonly (readonly [RouteName, Reply, Asked])[]>();
beforeAll(async () => {
  // What is kept over time is charged by the time: each story is told at the same instant.
  service = await startTestService({ clock: createStillClock(Date.parse('2026-12-01T12:00:00.000Z')) });
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
    ...present({ body }),
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
