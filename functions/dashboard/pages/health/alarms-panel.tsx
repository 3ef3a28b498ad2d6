import type { ReactNode } from 'react';
import { Panel } from '../../parts/panel.tsx';
import { Scroller } from '../../parts/scroller.tsx';
import type { ServiceHealth } from '../../reading/shapes.ts';
import { exactInstantText, viewerZone } from '../../writing/instants.ts';

export function AlarmsPanel({ alarms }: { readonly alarms: NonNullable<ServiceHealth['alarms']> }): ReactNode {
  return (
    <Panel title="Alarms that ring">
      {alarms.length === 0 ? (
        <p className="quiet">None.</p>
      ) : (
        <Scroller label="Alarms that ring">
          <table className="plain-table" data-testid="alarms">
            <thead>
              <tr>
                <th scope="col">Alarm</th>
                <th scope="col">What is the matter</th>
                <th scope="col">Since</th>
              </tr>
            </thead>
            <tbody>
              {alarms.map(({ name, matter, since }) => (
                <tr key={name}>
                  <th scope="row" className="code breakable">
                    {name}
                  </th>
                  <td className="breakable">{matter}</td>
                  <td>{exactInstantText(since, viewerZone)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroller>
      )}
    </Panel>
  );
}
