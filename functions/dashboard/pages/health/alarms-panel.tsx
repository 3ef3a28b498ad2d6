import type { ReactNode } from 'react';
import { Panel } from '../../parts/panel.tsx';
import { PlainTable } from '../../parts/plain-table.tsx';
import type { ServiceHealth } from '../../reading/shapes.ts';
import { exactInstantText, viewerZone } from '../../writing/instants.ts';

type Alarms = NonNullable<ServiceHealth['alarms']>;

export function AlarmsPanel({ alarms }: { readonly alarms: Alarms }): ReactNode {
  return (
    <Panel title="Alarms that ring">
      {alarms.length === 0 ? (
        <p className="quiet">None.</p>
      ) : (
        <PlainTable
          label="Alarms that ring"
          testId="alarms"
          rows={alarms}
          keyOf={({ name }) => name}
          columns={[
            { header: 'Alarm', isCode: true, cell: ({ name }) => name, below: sinceText },
            { header: 'What is the matter', cell: ({ matter }) => matter },
            { header: 'Since', isWideOnly: true, cell: sinceText },
          ]}
        />
      )}
    </Panel>
  );
}

function sinceText({ since }: Alarms[number]): string {
  return exactInstantText(since, viewerZone);
}
