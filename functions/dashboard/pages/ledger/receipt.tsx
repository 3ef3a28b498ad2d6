import type { ReactNode } from 'react';
import { hourMs } from '../../../../shared/domain/time.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Notice } from '../../parts/notice.tsx';
import { ReadNotice } from '../../parts/read-notice.tsx';
import { useAccount } from '../../reading/account-context.ts';
import { useRead } from '../../reading/use-read.ts';
import { changeQuery } from '../../routing/location.ts';
import { readEntry } from './read-entry.ts';
import { ReceiptBody } from './receipt-body.tsx';

/** An entry never changes. */
const everyMs = hourMs;

/** One entry with all that it says, beside the ledger. Its address can be passed on. */
export function Receipt({ seq }: { readonly seq: number }): ReactNode {
  const { accountId } = useAccount();
  const read = useRead({
    key: `entry ${accountId} ${seq}`,
    read: (client) => readEntry(client, { accountId, seq }),
    everyMs,
  });
  const entry = read.value?.entry;
  const close = (): void => changeQuery({ entry: undefined, at: undefined });
  return (
    <Dialog kind="sheet" title={`Receipt of entry ${seq}`} onClose={close}>
      <ReadNotice of={read} what="the entry" />
      {read.value === undefined && read.failure === undefined && <Loading what="the entry" />}
      {entry === null && (
        <Notice kind="warning" title="There is no such entry">
          This account has no entry of that number.
        </Notice>
      )}
      {entry !== undefined && entry !== null && <ReceiptBody entry={entry} />}
    </Dialog>
  );
}
