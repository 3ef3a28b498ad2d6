import { type ReactNode, useState } from 'react';
import { minuteMs } from '../../../../shared/domain/time.ts';
import { Loading } from '../../parts/loading.tsx';
import { Panel } from '../../parts/panel.tsx';
import { type PlainColumn, PlainTable } from '../../parts/plain-table.tsx';
import { ReadNotice } from '../../parts/read-notice.tsx';
import { Select } from '../../parts/select.tsx';
import { TextInput } from '../../parts/text-input.tsx';
import type { RateCard, RateCards } from '../../reading/shapes.ts';
import { useRead } from '../../reading/use-read.ts';
import { changeQuery, useLocation } from '../../routing/location.ts';
import { exactText } from '../../writing/credits.ts';
import { instantText, viewerZone } from '../../writing/instants.ts';
import { categoryNames } from '../../writing/words.ts';

/** Versions never change: one that was read stays right. */
const everyMs = 10 * minuteMs;
const pricesShownMax = 200;

/** The versions, and the prices of the one that the address names: the one in effect, otherwise. */
export function RateCardsPanel({ rateCards, inEffect }: RateCards): ReactNode {
  const chosen = useLocation().query.get('card') ?? inEffect ?? rateCards.at(-1)?.version;
  const options = rateCards.map(({ version, effectiveFrom }) => ({
    value: version,
    label: `${version}, from ${instantText(effectiveFrom, viewerZone)}${version === inEffect ? ', in effect now' : ''}`,
  }));
  return (
    <Panel
      title="Rate cards"
      description={inEffect === null ? 'None is in effect.' : `${rateCards.length} published, ${inEffect} in effect.`}
      actions={
        <Select
          label="Rate card"
          options={options}
          value={chosen}
          placeholder="None is published yet"
          onChange={(value) => changeQuery({ card: value })}
        />
      }
    >
      {chosen !== undefined && <Prices version={chosen} />}
    </Panel>
  );
}

/** A SKU begins with its category: small screens tell it once. */
const priceColumns: readonly PlainColumn<RateCard['prices'][number]>[] = [
  { header: 'SKU', isCode: true, cell: ({ sku }) => sku },
  { header: 'Category', isWideOnly: true, cell: ({ category }) => categoryNames[category] },
  { header: 'Credits', isNumber: true, cell: ({ credits }) => exactText(credits) },
  { header: 'For', cell: ({ per, unit = '' }) => `${exactText(per)} ${unit}` },
];

function Prices({ version }: { readonly version: string }): ReactNode {
  const read = useRead({ key: `rate card ${version}`, read: (client) => client.readRateCard({ version }), everyMs });
  const [wanted, setWanted] = useState('');
  if (read.value === undefined)
    return read.failure === undefined ? <Loading what="its prices" /> : <ReadNotice of={read} what="its prices" />;
  const found = read.value.prices.filter(({ sku }) => sku.includes(wanted));
  return (
    <>
      <div className="control-wide">
        <TextInput
          type="search"
          label="Find prices whose SKU contains"
          placeholder="SKU contains…"
          value={wanted}
          onChange={setWanted}
        />
      </div>
      <PlainTable
        label="Prices"
        testId="prices"
        rows={found.slice(0, pricesShownMax)}
        keyOf={({ sku }) => sku}
        columns={priceColumns}
      />
      {found.length > pricesShownMax && (
        <p className="quiet">
          {pricesShownMax} of {found.length} prices. Search to see others.
        </p>
      )}
    </>
  );
}
