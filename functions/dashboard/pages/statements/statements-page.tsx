import type { ReactNode } from 'react';
import { Button } from '../../parts/button.tsx';
import { DownloadButton } from '../../parts/download-button.tsx';
import { Loading } from '../../parts/loading.tsx';
import { PageHeading } from '../../parts/page-heading.tsx';
import { Panel } from '../../parts/panel.tsx';
import { ReadNotice } from '../../parts/read-notice.tsx';
import { useAccount } from '../../reading/account-context.ts';
import { reportPause } from '../../reading/touches.ts';
import { useRead } from '../../reading/use-read.ts';
import { changeQuery, useLocation } from '../../routing/location.ts';
import { daysText } from '../../writing/instants.ts';
import { planAndSeatsText } from '../../writing/seats.ts';
import { CycleChooser } from './cycle-chooser.tsx';
import { StatementTable, statementSheet } from './statement-table.tsx';

/** A cycle as opening, movements and closing. */
export function StatementsPage(): ReactNode {
  const { accountId, seq, cycle, timeZone } = useAccount();
  const asked = useLocation().query.get('cycle');
  const index = asked !== null && /^-?\d{1,6}$/.test(asked) ? Math.min(Number(asked), cycle.index) : cycle.index;
  const read = useRead({
    key: `statement ${accountId} ${index}`,
    read: (client) => client.readStatement({ accountId, cycle: index }),
    everyMs: reportPause,
    since: index === cycle.index ? seq : undefined,
  });
  const statement = read.value;
  const cycles = statement?.cycles ?? [];
  const first = cycles.at(-1)?.index ?? index;
  const goTo = (to: number): void => changeQuery({ cycle: to === cycle.index ? undefined : String(to) });
  return (
    <>
      <PageHeading title="Statements">
        <CycleChooser index={index} cycles={cycles} timeZone={timeZone} onChoose={goTo} />
        <Button icon="before" isDisabled={index <= first} onClick={() => goTo(index - 1)}>
          Cycle before
        </Button>
        <Button icon="after" iconAt="end" isDisabled={index >= cycle.index} onClick={() => goTo(index + 1)}>
          Cycle after
        </Button>
      </PageHeading>
      <ReadNotice of={read} what="the statement" />
      {read.value === undefined && read.failure === undefined && <Loading what="the statement" />}
      {statement !== undefined && (
        <div className={read.isOfBefore ? 'is-old' : undefined} aria-busy={read.isOfBefore}>
          <Panel
            title={daysText(statement.cycle, timeZone)}
            description={`Plan ${planAndSeatsText(statement.planId, statement.seats)}, entries ${statement.entries.first} to ${statement.entries.last}. ${statement.final ? 'Final: it will never say anything else.' : 'The cycle goes on: this is how it stands.'}`}
            actions={
              <DownloadButton
                name={`${accountId}-statement-${statement.cycle.index}`}
                pages={() => [statementSheet(statement)]}
              >
                Download CSV
              </DownloadButton>
            }
          >
            <StatementTable statement={statement} />
          </Panel>
        </div>
      )}
    </>
  );
}
