import { type FormEvent, type ReactNode, useState } from 'react';
import { type Category, categories } from '../../../../shared/domain/catalogue/rate-card.ts';
import { present } from '../../../../shared/domain/present.ts';
import { Button } from '../../parts/button.tsx';
import { Field, SelectField } from '../../parts/field.tsx';
import { categoryNames } from '../../writing/words.ts';
import { dimensionsText, type Job, readDimensions } from './job.ts';
import { useSkus } from './use-skus.ts';

interface JobFormProps {
  readonly job: Job | undefined;
  readonly onAsk: (job: Job) => void;
}

interface Row {
  readonly sku: string;
  readonly quantity: string;
}

const emptyRow: Row = { sku: '', quantity: '' };
/** The most rows of one charge. */
const rowsMax = 32;

/** An amount of credits, or usage by SKU. */
export function JobForm({ job, onAsk }: JobFormProps): ReactNode {
  const [kind, setKind] = useState<Job['kind']>(job?.kind ?? 'amount');
  const [credits, setCredits] = useState(job?.kind === 'amount' ? String(job.credits) : '');
  const [category, setCategory] = useState<Category>(job?.kind === 'amount' ? job.category : 'ai');
  const [whose, setWhose] = useState(dimensionsText(job?.dimensions));
  const [rows, setRows] = useState<readonly Row[]>(job?.kind === 'usage' ? job.usage.map(rowOf) : [emptyRow]);
  const what = kind === 'amount' ? amountOf(credits, category) : usageOf(rows);
  const dimensions = readDimensions(whose);
  const isClear = whose.trim() === '' || dimensions !== undefined;
  const asked = what === undefined || !isClear ? undefined : { ...what, ...present({ dimensions }) };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (asked !== undefined) onAsk(asked);
  };
  return (
    <form onSubmit={submit} className="job-form">
      <fieldset className="choice">
        <legend className="unseen">What the job needs is given as</legend>
        {(['amount', 'usage'] as const).map((each) => (
          <label key={each}>
            <input type="radio" name="kind" checked={kind === each} onChange={() => setKind(each)} />{' '}
            {each === 'amount' ? 'Credits' : 'Usage'}
          </label>
        ))}
      </fieldset>
      {kind === 'amount' ? (
        <div className="job-row">
          <Field label="Credits" type="number" value={credits} isRequired onChange={setCredits} />
          <SelectField
            label="Category"
            options={categories.map((each) => ({ value: each, label: categoryNames[each] }))}
            value={category}
            onChange={setCategory}
          />
        </div>
      ) : (
        <UsageRows rows={rows} onChange={setRows} />
      )}
      <label className="field field-wide">
        For whom (optional, for spending limits)
        <input
          placeholder="user:ada, team:core"
          value={whose}
          aria-invalid={!isClear}
          onChange={({ target }) => setWhose(target.value)}
        />
      </label>
      <Button kind="primary" type="submit" isDisabled={asked === undefined}>
        Ask
      </Button>
    </form>
  );
}

interface UsageRowsProps {
  readonly rows: readonly Row[];
  readonly onChange: (rows: readonly Row[]) => void;
}

function UsageRows({ rows, onChange }: UsageRowsProps): ReactNode {
  const skus = useSkus();
  const change = (index: number, change: Partial<Row>): void =>
    onChange(rows.map((row, at) => (at === index ? { ...row, ...change } : row)));
  return (
    <>
      <datalist id="skus">
        {skus.map((sku) => (
          <option key={sku} value={sku} />
        ))}
      </datalist>
      {rows.map((row, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have no name but their position.
        <div key={index} className="job-row">
          <label className="field field-wide">
            SKU
            <input
              list="skus"
              required
              value={row.sku}
              onChange={({ target }) => change(index, { sku: target.value })}
            />
          </label>
          <Field
            label="Quantity"
            type="number"
            value={row.quantity}
            isRequired
            onChange={(quantity) => change(index, { quantity })}
          />
        </div>
      ))}
      {rows.length < rowsMax && (
        <Button icon="add" onClick={() => onChange([...rows, emptyRow])}>
          Another SKU
        </Button>
      )}
    </>
  );
}

function rowOf({ sku, quantity }: { readonly sku: string; readonly quantity: number }): Row {
  return { sku, quantity: String(quantity) };
}

function amountOf(text: string, category: Category): Job | undefined {
  const credits = Number(text);
  return credits > 0 ? { kind: 'amount', credits, category } : undefined;
}

function usageOf(rows: readonly Row[]): Job | undefined {
  const usage = rows.map(({ sku, quantity }) => ({ sku: sku.trim(), quantity: Number(quantity) }));
  return usage.every(({ sku, quantity }) => sku !== '' && quantity > 0) ? { kind: 'usage', usage } : undefined;
}
