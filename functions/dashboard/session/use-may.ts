import { type Act, maySession } from './session.ts';
import { useSession } from './session-context.ts';

/** Tells whether the person may do this, to this account where it is about one: the service decides the same when it is asked. */
export function useMay(act: Act, accountId?: string): boolean {
  return maySession(useSession(), act, accountId);
}
