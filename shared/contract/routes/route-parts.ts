/** What many routes have in common. */
import * as z from 'zod/mini';
import { accountId } from '../fields.ts';
import { nothing } from '../requests/requests.ts';
import { bodyUsualBytes } from './route.ts';

/** The path of one account. */
export const ofAccount = z.strictObject({ accountId });
/** The account of the examples. */
export const acme = { accountId: 'acme' };

/** A read without a body. */
export const reading = { isChange: false, body: undefined, bodyMaxBytes: 0, query: nothing } as const;
/** A change of an account: it carries an Idempotency-Key. */
export const changing = { isChange: true, query: nothing, bodyMaxBytes: bodyUsualBytes } as const;
