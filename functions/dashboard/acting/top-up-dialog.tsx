import { type ReactNode, useState } from 'react';
import type { CreditsClient } from '../../../shared/client/credits-client.ts';
import { present } from '../../../shared/domain/present.ts';
import { Field, SelectField } from '../parts/field.tsx';
import { useAccount } from '../reading/account-context.ts';
import type { Account, Plan } from '../reading/shapes.ts';
import { creditsUnitText } from '../writing/credits.ts';
import { moneyText } from '../writing/words.ts';
import { ActDialog } from './act-dialog.tsx';
import type { Act } from './use-act.ts';

type TopUpBody = Parameters<CreditsClient['setAutoTopUp']>[0]['body'];
type Pack = Plan['packs'][number];

interface TopUpDialogProps {
  readonly plan: Plan;
  readonly onClose: () => void;
}

/** Has packs bought automatically, up to a worst case that is said in money. */
export function TopUpDialog({ plan: { packs }, onClose }: TopUpDialogProps): ReactNode {
  const { accountId, autoTopUp } = useAccount();
  const [packId, setPackId] = useState(autoTopUp?.packId ?? packs[0]?.packId ?? '');
  const [threshold, setThreshold] = useState(autoTopUp === undefined ? '' : String(autoTopUp.threshold));
  const [times, setTimes] = useState(String(autoTopUp?.maxPerCycle ?? 1));
  const pack = packs.find((each) => each.packId === packId);
  const body = bodyOf({ pack, threshold, times });
  return (
    <ActDialog
      title="Buy packs automatically"
      verb={autoTopUp === undefined ? 'Turn it on' : 'Change it'}
      act={body && settingAct(accountId, body)}
      undo={() => (autoTopUp === undefined ? endingAct(accountId) : settingAct(accountId, autoTopUp))}
      doneText={() => (body === undefined ? '' : outcomeOf(body, pack))}
      onClose={onClose}
    >
      <div className="job-row">
        <SelectField
          label="Pack"
          options={packs.map((each) => ({ value: each.packId, label: each.packId }))}
          value={packId}
          onChange={setPackId}
        />
        <Field
          label="When fewer credits are left than"
          type="number"
          value={threshold}
          isRequired
          onChange={setThreshold}
        />
        <Field label="At most so often a cycle" type="number" step="1" value={times} isRequired onChange={setTimes} />
      </div>
      <p role="status">{body === undefined ? 'It is asked for once at a time.' : outcomeOf(body, pack)}</p>
    </ActDialog>
  );
}

interface TopUpEndDialogProps {
  readonly autoTopUp: NonNullable<Account['autoTopUp']>;
  readonly onClose: () => void;
}

/** Ends automatic buying of packs. */
export function TopUpEndDialog({ autoTopUp, onClose }: TopUpEndDialogProps): ReactNode {
  const { accountId } = useAccount();
  return (
    <ActDialog
      title="Stop buying packs automatically"
      verb="Turn it off"
      act={endingAct(accountId)}
      undo={() => settingAct(accountId, autoTopUp)}
      doneText={() => 'Nothing is bought automatically any more.'}
      onClose={onClose}
    >
      <p>
        {autoTopUp.packId} isn’t bought automatically any more. A request that isn’t paid yet is withdrawn; what is
        bought stays.
      </p>
    </ActDialog>
  );
}

function settingAct(accountId: string, body: TopUpBody): Act {
  return {
    name: 'set-auto-top-up',
    content: body,
    send: (client, idempotencyKey) => client.setAutoTopUp({ accountId, body, idempotencyKey }),
  };
}

function endingAct(accountId: string): Act {
  return {
    name: 'end-auto-top-up',
    content: '',
    send: (client, idempotencyKey) => client.endAutoTopUp({ accountId, idempotencyKey }),
  };
}

interface Told {
  readonly pack: Pack | undefined;
  readonly threshold: string;
  readonly times: string;
}

/** The most that one may cost is what it costs now: a dearer one is not paid for. */
function bodyOf({ pack, threshold, times }: Told): TopUpBody | undefined {
  const [credits, maxPerCycle] = [Number(threshold), Number(times)];
  if (pack === undefined || !(credits > 0) || !Number.isInteger(maxPerCycle) || maxPerCycle < 1) return undefined;
  const { packId, price } = pack;
  const maxPrice = price && { amount: price.amount, currency: price.currency };
  return { packId, threshold: credits, maxPerCycle, ...present({ maxPrice }) };
}

function outcomeOf({ packId, threshold, maxPerCycle, maxPrice }: TopUpBody, pack: Pack | undefined): string {
  const when = `Below ${creditsUnitText(Number(threshold))}, ${packId} is bought${pack === undefined ? '' : ` (${creditsUnitText(pack.credits)})`}`;
  const often = maxPerCycle === 1 ? 'once a cycle' : `up to ${maxPerCycle} times a cycle`;
  const worst =
    maxPrice === undefined
      ? 'The pack has no list price, so nobody can say here what it costs at most.'
      : `A cycle costs ${moneyText({ ...maxPrice, amount: Number(maxPrice.amount) * maxPerCycle })} at most by that, without taxes.`;
  return `${when}, ${often}. ${worst}`;
}
