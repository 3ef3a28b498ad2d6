import { type ReactNode, useState } from 'react';
import { minuteMs } from '../../../../shared/domain/time.ts';
import { Button } from '../../parts/button.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Notice } from '../../parts/notice.tsx';
import { PageHeading } from '../../parts/page-heading.tsx';
import { Panel } from '../../parts/panel.tsx';
import { failureText, ReadNotice } from '../../parts/read-notice.tsx';
import { useAccount } from '../../reading/account-context.ts';
import { useClient } from '../../reading/client-context.ts';
import { type ReadFailure, readAnswer } from '../../reading/read-answer.ts';
import type { Entry } from '../../reading/shapes.ts';
import { reportPause } from '../../reading/touches.ts';
import { useRead } from '../../reading/use-read.ts';
import { useZone } from '../../reading/use-zone.ts';
import '../../look/timeline.css';
import { byDay, type Happenings, readHappenings } from './happenings.ts';
import { TimelineDay } from './timeline-day.tsx';
import { useQuarantineMarks } from './use-quarantine-marks.ts';

/** Entries don't change: new ones are read when the account moves. */
const everyMs = 10 * minuteMs;

/** Tells what became of the account, but for what it used: a day after the other, newest first. */
export function TimelinePage(): ReactNode {
  const { accountId, seq, quarantine, timeZone: accountZone } = useAccount();
  const { timeZone } = useZone();
  const read = useRead({
    key: `happenings ${accountId}`,
    read: (client) => readHappenings(client, { accountId }),
    everyMs,
    since: seq,
  });
  const refused = useRead({
    key: `insights ${accountId}`,
    read: (client) => client.readInsights({ accountId, query: { planFit: 'false' } }),
    everyMs: reportPause,
  });
  const earlier = useEarlier(accountId, read.value?.nextCursor);
  const entries = merged([...(read.value?.entries ?? []), ...earlier.entries]);
  const told = { entries, refused: refused.value?.refused ?? [], quarantines: useQuarantineMarks() };
  const days = byDay(told, { shown: timeZone, account: accountZone });
  return (
    <>
      <PageHeading title="Timeline" />
      <ReadNotice of={read} what="what happened" />
      {quarantine !== undefined && (
        <Notice kind="error" title="In quarantine: nothing changes it until somebody has looked">
          {quarantine.findings.join(' ')}
        </Notice>
      )}
      <Panel
        title="What happened"
        description="All but what was charged for use, which the ledger and the usage page have."
      >
        {read.value === undefined && read.failure === undefined && <Loading what="what happened" />}
        <div className="timeline" data-testid="timeline">
          {days.map((day) => (
            <TimelineDay key={day.day} of={day} accountId={accountId} />
          ))}
        </div>
        {earlier.failure !== undefined && <p role="alert">{`Not read: ${failureText(earlier.failure)}`}</p>}
        {earlier.isMore && (
          <Button isBusy={earlier.isReading} onClick={() => void earlier.more()}>
            Show earlier
          </Button>
        )}
      </Panel>
    </>
  );
}

interface Earlier {
  readonly entries: readonly Entry[];
  readonly isMore: boolean;
  readonly isReading: boolean;
  readonly failure: ReadFailure | undefined;
  readonly more: () => Promise<void>;
}

/** Reads what comes before the newest page, when it is asked for. */
function useEarlier(accountId: string, firstCursor: string | undefined): Earlier {
  const client = useClient();
  const [read, setRead] = useState<Happenings | undefined>(undefined);
  const [isReading, setReading] = useState(false);
  const [failure, setFailure] = useState<ReadFailure | undefined>(undefined);
  const cursor = read === undefined ? firstCursor : read.nextCursor;
  const more = async (): Promise<void> => {
    if (cursor === undefined) return;
    setReading(true);
    const page = await readAnswer(readHappenings(client, { accountId, cursor }));
    setReading(false);
    setFailure(page.kind === 'failed' ? page.failure : undefined);
    if (page.kind === 'read') setRead({ ...page.value, entries: [...(read?.entries ?? []), ...page.value.entries] });
  };
  return { entries: read?.entries ?? [], isMore: cursor !== undefined, isReading, failure, more };
}

/** An entry that both have is shown once. */
function merged(entries: readonly Entry[]): readonly Entry[] {
  return [...new Map(entries.map((entry) => [entry.seq, entry])).values()].toSorted((a, b) => b.seq - a.seq);
}
