import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { clientOperations } from '../../infra/package/client-operations.ts';
import { clientPeople } from '../../infra/package/client-people.ts';
import { format } from '../../infra/package/format.ts';
import { hasShape } from '../../shared/client/answer.ts';
import { operations } from '../../shared/client/operations.ts';
import { routes } from '../../shared/contract/routes/routes.ts';

describe('the client’s operations', () => {
  it('are written from the route table as it is', () => {
    const client = new URL('../../shared/client/', import.meta.url);
    const written = format({ ...clientOperations(), ...clientPeople() });
    const there = ['operations.ts', ...globSync('api/**/*.ts', { cwd: client })];
    expect(there.toSorted()).toEqual(Object.keys(written).toSorted());
    for (const file of there) expect(readFileSync(new URL(file, client), 'utf8'), file).toBe(written[file]);
    expect(Object.keys(operations)).toEqual(Object.keys(routes));
  });

  it('know an answer by what it has at least, and nothing else for one', () => {
    const shape = { a: 's', list: [{ n: 'n' }], any: '*', is: 'b' } as const;
    expect(hasShape({ a: '', list: [{ n: 1, more: 2 }], any: null, is: true, more: 1 }, shape)).toBe(true);
    for (const wrong of [
      undefined,
      null,
      'text',
      [],
      { a: 1, list: [], any: 1, is: true },
      { a: '', list: {}, any: 1, is: true },
      { a: '', list: [{ n: '1' }], any: 1, is: true },
      { a: '', list: [], any: 1, is: 1 },
    ])
      expect(hasShape(wrong, shape)).toBe(false);
  });
});
