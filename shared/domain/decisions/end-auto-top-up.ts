import { changeAutoTopUp } from './change-auto-top-up.ts';
import { command } from './command.ts';

/** Ends automatic top-ups, whether or not there were any. */
export const autoTopUpEnd = command({
  decide: (account, _asked: object, rules) => changeAutoTopUp(account, undefined, rules),
});
