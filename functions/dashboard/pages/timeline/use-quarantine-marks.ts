import { minuteMs } from '../../../../shared/domain/time.ts';
import { useAccount } from '../../reading/account-context.ts';
import type { QuarantineReport } from '../../reading/shapes.ts';
import { useRead } from '../../reading/use-read.ts';
import { useSession } from '../../session/session-context.ts';
import { type QuarantineMark, quarantineMarks } from './quarantine-marks.ts';

/** Reads when the account was in quarantine. Operators alone may ask for what is over. */
export function useQuarantineMarks(): readonly QuarantineMark[] {
  const { accountId, quarantine } = useAccount();
  const { isOperator } = useSession();
  // While one goes on the answer proposes its repair, for which the whole ledger is read; the account says that one by itself.
  const isAsked = isOperator && quarantine === undefined;
  const read = useRead<Pick<QuarantineReport, 'past'>>({
    key: `quarantines ${isAsked} ${accountId}`,
    read: async (client) =>
      isAsked ? client.readQuarantine({ accountId }) : { kind: 'done', value: { past: [] }, isReplay: false },
    everyMs: 30 * minuteMs,
  });
  return quarantineMarks(quarantine, read.value?.past ?? []);
}
