import { type ReactNode, useState } from 'react';
import { minuteMs } from '../../../shared/domain/time.ts';
import { Field, SelectField } from '../parts/field.tsx';
import { MomentInBothZones } from '../parts/moment.tsx';
import { failureText } from '../parts/read-notice.tsx';
import { useAccount } from '../reading/account-context.ts';
import type { Account, Plan, PlanFit, Receipt } from '../reading/shapes.ts';
import { usePlan } from '../reading/use-plan.ts';
import { useRead } from '../reading/use-read.ts';
import { creditsText, creditsUnitText } from '../writing/credits.ts';
import { moneyText } from '../writing/words.ts';
import { ActDialog } from './act-dialog.tsx';
import type { Act } from './use-act.ts';

interface PlanDialogProps {
  readonly plan: Plan;
  readonly onClose: () => void;
}

const everyMs = 10 * minuteMs;

/** Changes the plan, with what each side gives and costs, and what the last cycles would have cost. */
export function PlanDialog({ plan, onClose }: PlanDialogProps): ReactNode {
  const account = useAccount();
  const { accountId, planId } = account;
  const fit = useRead({
    key: `plan fit ${accountId}`,
    read: (client) => client.readInsights({ accountId }),
    everyMs,
  }).value?.planFit;
  const others = (fit?.plans ?? []).map((each) => each.planId).filter((each) => each !== planId);
  const [chosen, setChosen] = useState('');
  const wanted = chosen === '' ? (fit?.advice.planId ?? others[0] ?? '') : chosen;
  return (
    <ActDialog
      title="Change the plan"
      verb={wanted === '' ? 'Change the plan' : `Change to ${wanted}`}
      act={wanted === '' ? undefined : changeAct(accountId, wanted)}
      undo={({ entry }) => (waits(entry) ? changeAct(accountId, planId) : undefined)}
      doneText={({ entry }) => doneText(entry, wanted)}
      onClose={onClose}
    >
      {fit !== undefined && others.length === 0 && (
        <Field
          label="To the plan"
          value={chosen}
          isRequired
          lengthMax={64}
          onChange={(text) => setChosen(text.trim())}
        />
      )}
      {fit === undefined && <p role="status">Looking for the plans that there are…</p>}
      {others.length > 0 && (
        <SelectField
          label="To the plan"
          options={others.map((value) => ({ value, label: value }))}
          value={wanted}
          onChange={setChosen}
        />
      )}
      {wanted !== '' && <Terms key={wanted} account={account} from={plan} planId={wanted} fit={fit} />}
    </ActDialog>
  );
}

interface TermsProps {
  readonly account: Account;
  readonly from: Plan;
  readonly planId: string;
  readonly fit: PlanFit | undefined;
}

/** The terms before and after, in words. */
function Terms({ account, from, planId, fit }: TermsProps): ReactNode {
  const { value: to, failure } = usePlan(planId);
  if (failure !== undefined) return <p role="status">{failureText(failure)}</p>;
  if (to === undefined) return <p role="status">Reading the plan…</p>;
  const isAtOnce = to.cycle === from.cycle && to.credits >= from.credits;
  return (
    <div className="stack" data-testid="plan-terms">
      <p>
        {creditsUnitText(to.credits)} each {to.cycle} in place of {creditsText(from.credits)} each {from.cycle};{' '}
        {priceText(to)} in place of {priceText(from)}.
      </p>
      <p>
        {isAtOnce ? (
          'It counts at once: the difference in credits for the rest of the cycle is added now.'
        ) : (
          <>
            It counts from <MomentInBothZones at={account.renewsAt} /> on; until then all stays as it is.
          </>
        )}{' '}
        {fitText(fit, { from: from.planId, to: planId })}
      </p>
    </div>
  );
}

function priceText({ price }: Plan): string {
  return price === undefined ? 'no stated price' : `${moneyText(price)} a ${price.interval}`;
}

/** Compares what both would have cost over the cycles that are replayed; nothing where that isn’t known. */
function fitText(fit: PlanFit | undefined, ids: { readonly from: string; readonly to: string }): string {
  const [from, to] = [ids.from, ids.to].map((planId) => fit?.plans.find((each) => each.planId === planId));
  if (from?.cost === undefined || to?.cost === undefined || from.currency === undefined) return '';
  const text = (amount: number): string => moneyText({ amount, currency: from.currency ?? '' });
  return `The cycles that are over would have cost ${text(to.cost)} with it, packs included, and ${text(from.cost)} with the present plan.`;
}

function changeAct(accountId: string, planId: string): Act {
  return {
    name: 'change-plan',
    content: planId,
    send: (client, idempotencyKey) => client.changePlan({ accountId, body: { planId }, idempotencyKey }),
  };
}

type Changed = Pick<Receipt['entry'], 'at' | 'credits' | 'effectiveAt'>;

/** True of a change that waits for the boundary, and can be dropped until then. */
function waits({ at, effectiveAt }: Changed): boolean {
  return effectiveAt !== undefined && effectiveAt > at;
}

function doneText(entry: Changed, planId: string): string {
  return waits(entry)
    ? `The plan is ${planId} from ${entry.effectiveAt?.slice(0, 10)} on.`
    : `The plan is ${planId} now, and ${creditsUnitText(entry.credits)} were added.`;
}
