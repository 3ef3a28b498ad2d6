import type { LoadedAccount } from '../../storage/account-item.ts';

/** One write of an account item, as the stream tells it. */
export interface Commit {
  readonly before?: LoadedAccount;
  readonly after: LoadedAccount;
}
