import type { ReactNode } from 'react';
import { secondMs } from '../../../../shared/domain/time.ts';
import { Facts } from '../../parts/facts.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Notice } from '../../parts/notice.tsx';
import { PageHeading } from '../../parts/page-heading.tsx';
import { Panel } from '../../parts/panel.tsx';
import { ReadNotice } from '../../parts/read-notice.tsx';
import { useAccountName } from '../../reading/account-names.ts';
import type { ServiceHealth } from '../../reading/shapes.ts';
import { pauseInUse } from '../../reading/touches.ts';
import { useRead } from '../../reading/use-read.ts';
import { exactInstantText, spanText, viewerZone } from '../../writing/instants.ts';
import { AlarmsPanel } from './alarms-panel.tsx';
import { findingTexts } from './finding-texts.ts';
import { QueuesPanel } from './queues-panel.tsx';

const everyMs = pauseInUse(5 * secondMs, 40 * secondMs);

/** How the service fares: what needs attention first, then what was measured. */
export function HealthPage(): ReactNode {
  const read = useRead({ key: 'service health', read: (client) => client.readServiceHealth({}), everyMs });
  return (
    <div className="stack">
      <PageHeading title="Service health" />
      <ReadNotice of={read} what="the service’s health" />
      {read.value === undefined && read.failure === undefined && <Loading what="the service’s health" />}
      {read.value !== undefined && <Health health={read.value} />}
    </div>
  );
}

function Health({ health }: { readonly health: ServiceHealth }): ReactNode {
  const { at, findings, sweep, audit, queues, alarms } = health;
  return (
    <div className="stack" data-testid="health">
      {findings.length === 0 ? (
        <Notice kind="success" title="All clear">
          As of {exactInstantText(at, viewerZone)}.
        </Notice>
      ) : (
        findings.map((finding) => (
          <Notice key={finding} kind={findingTexts[finding].kind} title={findingTexts[finding].title}>
            {findingTexts[finding].text}
          </Notice>
        ))
      )}
      <div className="columns">
        <SweepPanel sweep={sweep} />
        <AuditPanel audit={audit} />
      </div>
      {alarms !== undefined && <AlarmsPanel alarms={alarms} />}
      {queues !== undefined && <QueuesPanel queues={queues} />}
    </div>
  );
}

function SweepPanel({ sweep: { lagSeconds, oldestDue, parked } }: Pick<ServiceHealth, 'sweep'>): ReactNode {
  return (
    <Panel title="Sweep" description="Writes renewals and expiries. Balances are right before it, too.">
      <Facts
        facts={[
          { name: 'Behind by', value: lagSeconds === 0 ? 'Nothing' : spanText(lagSeconds * secondMs) },
          {
            name: 'Due longest',
            value:
              oldestDue === undefined ? (
                'Nothing is due'
              ) : (
                <>
                  <a href={`#/accounts/${encodeURIComponent(oldestDue.accountId)}`}>
                    <AccountName accountId={oldestDue.accountId} />
                  </a>
                  , since {exactInstantText(oldestDue.dueAt, viewerZone)}
                </>
              ),
          },
          { name: 'Left out for now', value: parked === 1 ? '1 account' : `${parked} accounts` },
        ]}
      />
    </Panel>
  );
}

/** The name, once the fleet's page or the account's own told it. */
function AccountName({ accountId }: { readonly accountId: string }): ReactNode {
  return useAccountName(accountId) ?? accountId;
}

function AuditPanel({ audit }: { readonly audit: ServiceHealth['audit'] }): ReactNode {
  return (
    <Panel title="Audit" description="Holds a rotating sample of accounts against their ledgers, once a day.">
      {audit === undefined ? (
        <p className="quiet">There was none yet.</p>
      ) : (
        <Facts
          facts={[
            { name: 'Last', value: exactInstantText(audit.at, viewerZone) },
            { name: 'Accounts', value: audit.audited },
            { name: 'In breach', value: audit.breaches },
            { name: 'Too long to read at once', value: audit.skipped },
            { name: 'Projections caught up', value: audit.caughtUp },
          ]}
        />
      )}
    </Panel>
  );
}
