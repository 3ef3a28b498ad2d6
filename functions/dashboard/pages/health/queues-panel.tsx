import type { ReactNode } from 'react';
import { Panel } from '../../parts/panel.tsx';
import { Scroller } from '../../parts/scroller.tsx';
import type { ServiceHealth } from '../../reading/shapes.ts';
import { creditsText } from '../../writing/credits.ts';

type Queues = NonNullable<ServiceHealth['queues']>;

const kinds = {
  work: 'Waits for workers',
  'put-aside': 'Put aside: waits for people',
} as const satisfies Record<Queues[number]['kind'], string>;

export function QueuesPanel({ queues }: { readonly queues: Queues }): ReactNode {
  return (
    <Panel title="Queues" description="Messages, roughly.">
      <Scroller label="Queues">
        <table className="plain-table" data-testid="queues">
          <thead>
            <tr>
              <th scope="col">Queue</th>
              <th scope="col">What is in it</th>
              <th scope="col" className="number">
                Messages
              </th>
            </tr>
          </thead>
          <tbody>
            {queues.map(({ name, kind, messages }) => (
              <tr key={`${kind} ${name}`}>
                <th scope="row" className="code">
                  {name}
                </th>
                <td>{kinds[kind]}</td>
                <td className="number">{creditsText(messages)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroller>
    </Panel>
  );
}
