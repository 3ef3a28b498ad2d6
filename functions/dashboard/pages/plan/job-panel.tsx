import type { ReactNode } from 'react';
import { present } from '../../../../shared/domain/present.ts';
import { Panel } from '../../parts/panel.tsx';
import { ReadNotice } from '../../parts/read-notice.tsx';
import type { Account } from '../../reading/shapes.ts';
import { reportPause } from '../../reading/touches.ts';
import { useRead } from '../../reading/use-read.ts';
import { changeQuery, useLocation } from '../../routing/location.ts';
import { type Job, jobQuery, readJob } from './job.ts';
import { JobForm } from './job-form.tsx';
import { JobVerdict } from './job-verdict.tsx';

/** "Can this job run?" The service's own answer, kept fresh while it is looked at. */
export function JobPanel({ account }: { readonly account: Account }): ReactNode {
  const job = readJob(useLocation().query);
  return (
    <Panel title="Can this job run?" description="Nothing is charged by asking.">
      <div className="stack">
        <JobForm job={job} onAsk={(asked) => changeQuery(jobQuery(asked))} />
        {job !== undefined && <Asked account={account} job={job} />}
      </div>
    </Panel>
  );
}

function Asked({ account: { accountId, seq }, job }: { readonly account: Account; readonly job: Job }): ReactNode {
  const asked = { accountId, outlook: true, ...present({ dimensions: job.dimensions }) };
  const body =
    job.kind === 'amount'
      ? { credits: job.credits, category: job.category, ...asked }
      : { usage: [...job.usage], ...asked };
  const read = useRead({
    key: `quote ${JSON.stringify(body)}`,
    read: (client) => client.quoteUsage({ body }),
    everyMs: reportPause,
    since: seq,
  });
  return (
    <>
      <ReadNotice of={read} what="the answer" />
      <div aria-live="polite" className={read.isOfBefore ? 'verdict is-old' : 'verdict'}>
        {read.value !== undefined && <JobVerdict quote={read.value} />}
      </div>
    </>
  );
}
