import type { ReactNode } from 'react';
import { Notice } from '../../parts/notice.tsx';
import { type PlainColumn, PlainTable } from '../../parts/plain-table.tsx';
import { linkTo } from '../../routing/location.ts';
import { fillPath } from '../../routing/route-pattern.ts';
import { creditsText, roundedText, signedCreditsText, sumOfCredits } from '../../writing/credits.ts';
import type { ReplayResult, ReplaySum } from './replay-run.ts';

/** Accounts that are shown of those that pay more, and of those that pay less. */
const rowsMax = 25;

interface ReplayResultViewProps {
  readonly result: ReplayResult;
  /** False while pages are still to come. */
  readonly isWhole: boolean;
}

/** Totals, winners and losers. Sums are whole microcredits, so that they are those of the accounts. */
export function ReplayResultView({ result, isWhole }: ReplayResultViewProps): ReactNode {
  const { refused, amounts, passed, partial } = result;
  const sums = [...result.sums.values()];
  const changed = sums.map((sum) => ({ ...sum, change: sumOfCredits([sum.after, -sum.before]) }));
  const losers = changed.filter(({ change }) => change > 0).toSorted((a, b) => b.change - a.change);
  const winners = changed.filter(({ change }) => change < 0).toSorted((a, b) => a.change - b.change);
  const [before, after] = [sumOfCredits(sums.map((sum) => sum.before)), sumOfCredits(sums.map((sum) => sum.after))];
  const left = [
    passed.firstCycle > 0 && `${creditsText(passed.firstCycle)} without a whole cycle yet`,
    passed.otherCard > 0 && `${creditsText(passed.otherCard)} priced by another card`,
    passed.closed > 0 && `${creditsText(passed.closed)} closed`,
  ].filter((each) => each !== false);
  return (
    <section className="stack" data-testid="replay" aria-label="The replay’s result" aria-busy={!isWhole}>
      <p role="status" className="lead">
        {`${creditsText(sums.length)} accounts ${isWhole ? 'replayed' : 'so far…'}`}
        {left.length > 0 && <span className="quiet">{`; left out: ${left.join(', ')}`}</span>}
      </p>
      <p className="figure figure-small" data-testid="replay-totals">
        {`${creditsText(before)} → ${creditsText(after)}`}{' '}
        <span className="figure-unit">{`credits, ${changeText(before, after)}`}</span>
      </p>
      {refused.charges > 0 && (
        <Notice kind="warning" title={`${creditsText(refused.charges)} charges would be refused`}>
          {`The draft has no price for them, or not with the others: ${refused.skus.slice(0, 5).join(', ')}${refused.skus.length > 5 ? '…' : ''}. Their ${creditsText(refused.credits)} credits are left as they were.`}
        </Notice>
      )}
      <div className="columns">
        <Changed title="Would have paid more" testId="losers" rows={losers} />
        <Changed title="Would have paid less" testId="winners" rows={winners} />
      </div>
      <p className="quiet">
        {`${creditsText(sums.length - losers.length - winners.length)} would have paid the same.`}
        {amounts > 0 && ` ${creditsText(amounts)} credits were charged by amount, and stay.`}
        {partial > 0 && ` Parts of ${partial} ledgers can’t be proved, and are left out.`}
      </p>
    </section>
  );
}

type ChangedSum = ReplaySum & { readonly change: number };

const columns: readonly PlainColumn<ChangedSum>[] = [
  {
    header: 'Account',
    cell: ({ accountId, name, cycle }) => (
      <a
        className="breakable"
        href={linkTo(fillPath('/accounts/{accountId}/statements', { accountId }), { cycle: String(cycle) })}
        title={accountId}
      >
        {name ?? accountId}
      </a>
    ),
    below: ({ before, after }) => `${creditsText(before)} → ${creditsText(after)}`,
  },
  { header: 'Before', isNumber: true, isWideOnly: true, cell: ({ before }) => creditsText(before) },
  { header: 'After', isNumber: true, isWideOnly: true, cell: ({ after }) => creditsText(after) },
  {
    header: 'Change',
    isNumber: true,
    cell: ({ change }) => signedCreditsText(Math.round(change * 100) / 100 || change),
  },
];

interface ChangedProps {
  readonly title: string;
  readonly testId: string;
  readonly rows: readonly ChangedSum[];
}

function Changed({ title, testId, rows }: ChangedProps): ReactNode {
  return (
    <div>
      <h3>{`${title}: ${creditsText(rows.length)}`}</h3>
      {rows.length > 0 && (
        <PlainTable
          label={title}
          testId={testId}
          rows={rows.slice(0, rowsMax)}
          keyOf={({ accountId }) => accountId}
          columns={columns}
        />
      )}
      {rows.length > rowsMax && <p className="quiet">{`The ${rowsMax} of the largest change are shown.`}</p>}
    </div>
  );
}

function changeText(before: number, after: number): string {
  const change = sumOfCredits([after, -before]);
  if (change === 0) return 'no change';
  const share = before > 0 ? ` (${change > 0 ? '+' : '−'}${roundedText((Math.abs(change) / before) * 100)} %)` : '';
  return `${signedCreditsText(Math.round(change * 100) / 100 || change)}${share}`;
}
