import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { taggedResult } from '../../shared/runtime/entity-tag.ts';

const resultOf = (body: string, statusCode = 200) => ({
  statusCode,
  headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
  body,
});
const asking = (tags?: string) => ({ headers: tags === undefined ? {} : { 'if-none-match': tags } });

describe('an entity tag', () => {
  it('names one answer: the same body has it again, and no other does', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (first, second) => {
        const tags = [first, second].map((body) => taggedResult(asking(), resultOf(body)).headers?.['etag']);
        expect(tags[0] === tags[1]).toBe(first === second);
        expect(tags[0]).toMatch(/^"[\w-]{22}"$/);
      }),
    );
  });

  it('is answered 304 without a body to whoever has it, alone, weak or in a list', () => {
    const full = taggedResult(asking(), resultOf('{"seq":1}'));
    const etag = String(full.headers?.['etag']);
    expect(full).toMatchObject({ statusCode: 200, body: '{"seq":1}' });
    for (const tags of [etag, `W/${etag}`, `"other", ${etag}`, `"other",W/${etag} , "more"`])
      expect(taggedResult(asking(tags), resultOf('{"seq":1}'))).toEqual({
        statusCode: 304,
        headers: { 'cache-control': 'no-store', etag },
      });
  });

  it.each(['"other"', '*', '', 'seq', 'W/'])('%j of a request has the answer sent in full', (tags) => {
    expect(taggedResult(asking(tags), resultOf('{"seq":1}'))).toMatchObject({ statusCode: 200, body: '{"seq":1}' });
  });

  it.each([201, 400, 404, 503])('is none of %i', (status) => {
    expect(taggedResult(asking(), resultOf('{}', status))).toEqual(resultOf('{}', status));
  });
});
