import type { ReactNode } from 'react';
import { Facts } from '../../parts/facts.tsx';
import { Figure } from '../../parts/figure.tsx';
import { Panel } from '../../parts/panel.tsx';
import type { Account } from '../../reading/shapes.ts';

/** Work in progress: what is set aside, and what was used beyond what there was. */
export function WorkPanel({ account }: { readonly account: Account }): ReactNode {
  const { accountId, held, overrun, debt = 0 } = account;
  const facts = [
    {
      name: 'Held for work in progress',
      value: (
        <>
          <Figure credits={held} size="small" />{' '}
          {held > 0 && <a href={`#/accounts/${encodeURIComponent(accountId)}/in-progress`}>See what runs</a>}
        </>
      ),
    },
    { name: 'Overrun: used beyond what was available', value: <Figure credits={overrun} size="small" /> },
    ...(debt > 0
      ? [{ name: 'Debt: repaid first by what is granted next', value: <Figure credits={debt} size="small" /> }]
      : []),
  ];
  return (
    <Panel title="Held and overrun">
      <Facts facts={facts} />
    </Panel>
  );
}
