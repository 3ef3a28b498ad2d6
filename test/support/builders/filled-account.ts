/** An account of which everything is stored: filed, in the log, and beside the accounts. */
import type { Decide } from '../../../shared/domain/decisions/command.ts';
import { paymentMark } from '../../../shared/domain/ledger/mark.ts';
import { openProjection, project } from '../../../shared/domain/projections/projection.ts';
import type { ChangeOutcome } from '../../../shared/storage/change-outcome.ts';
import type { CreditStore } from '../../../shared/storage/store.ts';
import { decideAuthorize, decideKeep, decideOpen, decidePurchase, onAccount } from './decisions.ts';
import { storageSku } from './drawing.ts';
import { credits, plan, plans, requestNamed, startMs } from './fixtures.ts';
import { variedCards } from './varied-commands.ts';
import { debit, ledger } from './write-path.ts';

export const accountId = 'acme';
/** A caller's text, which no message about damage has in it. */
export const secret = 'ada@example.com';

/** An account with something of every kind: filed, in the log, and beside the accounts. */
export async function fillAccount(store: CreditStore): Promise<void> {
  await store.catalogue.addPlan(plan());
  for (const card of variedCards) await store.catalogue.addRateCard(card);
  const opening = { ...requestNamed('open'), accountId, planId: 'team', anchorMs: startMs };
  await change(store, 'open', (found, context) => decideOpen(found, opening, context));
  const cost = { kind: 'priced', category: 'ai', credits: credits(20) } as const;
  const dimensions = { user: secret };
  const holding = { ...requestNamed('hold'), cost, lifeMs: 60_000, whenExhausted: 'pause', dimensions } as const;
  await change(store, 'hold', onAccount(decideAuthorize, holding));
  await buy(store);
  for (let index = 0; index < 12; index += 1) await debit(store, accountId, `debit ${index}`, 1);
  const tariff = { credits: credits(1), per: 240, unitMs: 3_600_000, rateCard: '2026-11-01' };
  const keeping = { ...requestNamed('keep'), usageId: 'logs', sku: storageSku, quantity: 1_000_000n };
  await change(store, 'keep', onAccount(decideKeep, { ...keeping, price: { kind: 'tariff', tariff } }));
  await store.park(accountId, startMs + 1);
  const record = {
    ...{ atMs: startMs, audited: 1, unchanged: 0, skipped: 0, breaches: 0, failed: 0, caughtUp: 0 },
    isWhole: true,
  };
  await store.saveAudit({ accountId, dueAtMs: startMs }, record);
  await store.watched.watch(accountId);
  const { projection } = project(openProjection(accountId), await ledger(store, accountId), plans);
  const stored = await store.projections.move(
    { projection: openProjection(accountId), version: 0, isFull: false },
    projection,
  );
  if (stored !== undefined) await store.projections.file(stored);
}

/** Buys a pack, or tells of its payment again. */
export function buy(store: CreditStore): Promise<ChangeOutcome> {
  const command = { ...requestNamed('buy'), packId: 'burst-100', paymentId: 'pi_1' };
  return change(store, 'buy', onAccount(decidePurchase, command), [paymentMark('pi_1')]);
}

function change(store: CreditStore, of: string, decide: Decide, marks: readonly string[] = []): Promise<ChangeOutcome> {
  return store.change({ ...requestNamed(of), accountId, nowMs: startMs, marks, decide });
}
