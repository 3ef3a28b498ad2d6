/** The answer of a handler is its route's: held by the compiler, a line that should not compile and does fails `tsc`. */
import { expect, it } from 'vitest';
import { accountJson } from '../../shared/contract/answers/account.ts';
import { receiptJson } from '../../shared/contract/answers/receipt.ts';
import { usageRoutes } from '../../shared/contract/routes/usage.ts';
import { answer, csvAnswer, problemAnswer } from '../../shared/runtime/http-answer.ts';
import { httpHandler } from '../../shared/runtime/http-handler.ts';

const unknown = { kind: 'refused', refusal: { reason: 'account-not-found' }, isReplay: false } as const;

it('a route is answered by the renderer of its own schema, and no other compiles', () => {
  const { debitCredits: route } = usageRoutes;
  expect(httpHandler({ route, run: async () => answer(unknown, 201, receiptJson) })).toBeTypeOf('function');
  // @ts-expect-error: an account is no receipt
  expect(httpHandler({ route, run: async () => answer(unknown, 201, accountJson) })).toBeTypeOf('function');
  // @ts-expect-error: nothing at all is no receipt either
  expect(httpHandler({ route, run: async () => answer(unknown, 201, () => undefined) })).toBeTypeOf('function');
});

it('a problem and a table are answers of any route', () => {
  const { debitCredits: route } = usageRoutes;
  expect(httpHandler({ route, run: async () => problemAnswer('unavailable', 'Later.') })).toBeTypeOf('function');
  expect(httpHandler({ route, run: async () => csvAnswer(unknown, () => '') })).toBeTypeOf('function');
  expect(csvAnswer({ kind: 'done', value: 'a,b', isReplay: false }, (text) => text)).toMatchObject({
    body: 'a,b',
    contentType: 'text/csv; charset=utf-8',
  });
});
