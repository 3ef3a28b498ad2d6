import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { clientOperations } from '../../infra/package/client-operations.ts';
import { format } from '../../infra/package/format.ts';
import { hasShape } from '../../shared/client/answer.ts';
import { operations } from '../../shared/client/operations.ts';
import { routes } from '../../shared/contract/routes/routes.ts';

describe('the client’s operations', () => {
  it('are written from the route table as it is', () => {
    const present = readFileSync(new URL('../../shared/client/operations.ts', import.meta.url), 'utf8');
    expect(format(clientOperations(), 'operations.ts')).toBe(present);
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
