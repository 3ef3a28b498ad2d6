import type { ReactNode } from 'react';
import { ActButton } from '../../acting/act-button.tsx';
import { isReversible, ReversalDialog } from '../../acting/reversal-dialog.tsx';
import { type Fact, Facts } from '../../parts/facts.tsx';
import { Figure } from '../../parts/figure.tsx';
import { Moment } from '../../parts/moment.tsx';
import type { Entry } from '../../reading/shapes.ts';
import { exactText } from '../../writing/credits.ts';
import { limitText } from '../../writing/limit-text.ts';
import { categoryNames, entryNames, moneyText } from '../../writing/words.ts';
import { BalancesTable, LinesTable, SlicesTable } from './receipt-tables.tsx';

/** Everything an entry says: what, why, by which prices, out of which grants, from which balance to which. */
export function ReceiptBody({ entry }: { readonly entry: Entry }): ReactNode {
  return (
    <div className="stack">
      <div>
        <p className="lead">
          {entryNames[entry.type]}
          {entry.category !== undefined && <> · {categoryNames[entry.category]}</>}
        </p>
        <Figure credits={entry.credits} isExact />
        <p className="quiet lead">
          <Moment at={entry.at} isExact />
        </p>
      </div>
      {isReversible(entry) && (
        <ActButton
          may="reverseDebit"
          text="Undo this charge"
          dialog={(onClose) => <ReversalDialog entry={entry} onClose={onClose} />}
        />
      )}
      <BalancesTable entry={entry} />
      {entry.lines !== undefined && <LinesTable lines={entry.lines} rateCard={entry.rateCard} />}
      {entry.kept !== undefined && <LinesTable lines={entry.kept} rateCard={entry.rateCard} />}
      {entry.slices.length > 0 && <SlicesTable title={slicesTitle(entry)} slices={entry.slices} />}
      {entry.returned !== undefined && entry.returned.length > 0 && (
        <SlicesTable title="Given back to" slices={entry.returned} />
      )}
      <Facts facts={factsOf(entry)} />
      <details>
        <summary>As the API has it</summary>
        <pre className="code" data-testid="entry-json">
          {JSON.stringify(entry, null, 2)}
        </pre>
      </details>
    </div>
  );
}

const givingTypes: readonly Entry['type'][] = ['grant', 'plan-change', 'reversal', 'release'];

function slicesTitle({ type }: Entry): string {
  if (givingTypes.includes(type)) return 'Given to';
  return type === 'hold' || type === 'extension' ? 'Set aside from' : 'Paid by';
}

function factsOf(entry: Entry): readonly Fact[] {
  const { dimensions = {}, hold, limit, standing } = entry;
  const named = Object.entries(dimensions).map(([name, value]) => [`Dimension ${name}`, value]);
  const facts: Readonly<Record<string, ReactNode>> = {
    ...Object.fromEntries(named),
    'Happened at': entry.occurredAt === undefined ? undefined : <Moment at={entry.occurredAt} isExact />,
    Expires: entry.expiresAt === undefined ? undefined : <Moment at={entry.expiresAt} />,
    Pack: entry.packId,
    Payment: entry.paymentId,
    Paid: entry.paid && moneyText(entry.paid),
    Plan: entry.planId,
    Seats: entry.seats,
    'Takes effect': entry.effectiveAt === undefined ? undefined : <Moment at={entry.effectiveAt} />,
    'Reverses entry': entry.type === 'grant' ? undefined : entry.reverses,
    'Given anew for entry': entry.type === 'grant' ? entry.reverses : undefined,
    'Undone of it in all': optionalCredits(entry.inAll?.credits),
    Refund: entry.refundId,
    Dispute: entry.disputeId,
    'Taken off overrun': entry.type === 'reversal' ? optionalCredits(entry.overrun) : undefined,
    'Not covered by any grant': optionalCredits(entry.uncovered),
    'Repaid overrun': optionalCredits(entry.repaidOverrun),
    'Repaid debt': optionalCredits(entry.repaidDebt),
    Hold: hold === undefined ? undefined : `${hold.holdId} (${hold.state})`,
    Late: entry.late === true ? 'Charged after its hold had expired' : undefined,
    'Spending limit': limit && limitText(limit),
    'Kept from now on': standing === undefined ? undefined : `${standing.quantity} of ${standing.sku}`,
    Reason: entry.reason,
    'Answered for by': entry.actor,
    Caller: entry.caller,
    'Idempotency key': entry.idempotencyKey,
    Hash: code(entry.hash),
    'Hash of the entry before': code(entry.previousHash),
  };
  return Object.entries(facts).flatMap(([name, value]) => (value === undefined ? [] : [{ name, value }]));
}

function optionalCredits(credits: number | undefined): string | undefined {
  return credits === undefined ? undefined : exactText(credits);
}

function code(text: string): ReactNode {
  return <span className="code">{text}</span>;
}
