/** The parts that many routes share. */
import * as z from 'zod/mini';
import type { ProblemCode } from '../answers/problem-code.ts';
import { accountId } from '../fields.ts';
import { nothing } from '../requests/requests.ts';
import { bodyUsualBytes, type TableRight } from './route.ts';

/** The path of one account. */
export const ofAccount = z.strictObject({ accountId });
/** The account of the examples. */
export const acme = { accountId: 'acme' };

/** Neither a body nor an Idempotency-Key: a read, or a setting that may be told twice. */
export const withoutBody = { isChange: false, body: undefined, bodyMaxBytes: 0, query: nothing } as const;
/** A change of an account: it carries an Idempotency-Key. */
export const changing = { isChange: true, query: nothing, bodyMaxBytes: bodyUsualBytes } as const;

/** A view of one account, priced and explained by the catalogue. */
export const readsAccount = ['read-accounts', 'read-catalogue'] as const satisfies readonly TableRight[];
/** A change of one account. */
export const changesAccount = [...readsAccount, 'change-accounts'] as const satisfies readonly TableRight[];
/** A view that looks back on what was used. */
export const readsUsage = [...readsAccount, 'read-usage'] as const satisfies readonly TableRight[];
/** A view made of sums that are kept, which it brings forward where they are behind. */
export const readsSums = [...readsAccount, 'keep-sums'] as const satisfies readonly TableRight[];
/** A new version of a plan or of the prices. */
export const publishesCatalogue = ['read-catalogue', 'publish-catalogue'] as const satisfies readonly TableRight[];

/** The refusals that any change of an open account may get, before it is looked at. */
export const refusedChange = [
  'account-not-found',
  'idempotency-key-reused',
  'entry-withdrawn',
  'entry-lost',
  'account-closed',
] as const satisfies readonly ProblemCode[];
