/** An account that spent its last credit. */
import { decideDebit } from './decisions.ts';
import { changeOf, context, debitOf, openedAccount, startMs } from './fixtures.ts';

export const { account: empty } = changeOf(decideDebit(openedAccount(), debitOf(1_000), context(startMs + 7)));
