import type { ReactNode } from 'react';
import { Panel } from '../../parts/panel.tsx';
import { PlainTable } from '../../parts/plain-table.tsx';
import type { ServiceHealth } from '../../reading/shapes.ts';
import { exactText } from '../../writing/credits.ts';

type Queues = NonNullable<ServiceHealth['queues']>;

const kinds = {
  work: 'Waits for workers',
  'put-aside': 'Put aside: waits for people',
} as const satisfies Record<Queues[number]['kind'], string>;

export function QueuesPanel({ queues }: { readonly queues: Queues }): ReactNode {
  return (
    <Panel title="Queues" description="Messages, roughly.">
      <PlainTable
        label="Queues"
        testId="queues"
        rows={queues}
        keyOf={({ name, kind }) => `${kind} ${name}`}
        columns={[
          { header: 'Queue', isCode: true, cell: ({ name }) => name },
          { header: 'What is in it', cell: ({ kind }) => kinds[kind] },
          { header: 'Messages', isNumber: true, cell: ({ messages }) => exactText(messages) },
        ]}
      />
    </Panel>
  );
}
