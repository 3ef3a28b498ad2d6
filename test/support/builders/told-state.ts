/** The state of an account as it is shown and stored, told as text. */
import type { Account } from '../../../shared/domain/account/account.ts';
import { plansOf, viewOf } from '../../../shared/domain/account/account.ts';
import { gate } from '../../../shared/domain/decisions/check-access.ts';
import type { Decision } from '../../../shared/domain/decisions/decision.ts';
import { affordability } from '../../../shared/domain/decisions/quote-usage.ts';
import { isRemembered } from '../../../shared/domain/decisions/refusal.ts';
import { auditAccount } from '../../../shared/domain/ledger/audit-account.ts';
import type { Entry } from '../../../shared/domain/ledger/entry.ts';
import { fold } from '../../../shared/domain/ledger/fold.ts';
import { verifyLedger } from '../../../shared/domain/ledger/verify-ledger.ts';
import type { Projection } from '../../../shared/domain/projections/projection.ts';
import { openProjection, plansIn, project } from '../../../shared/domain/projections/projection.ts';
import { decodeAccount, emptyLog, encodeAccount } from '../../../shared/storage/account-item.ts';
import { encodeEntries } from '../../../shared/storage/entry-text.ts';
import { decodeHold, encodeHold, holdsIn } from '../../../shared/storage/hold-item.ts';
import { itemSizeBytes } from '../../../shared/storage/item-size.ts';
import { decodeNote, encodeNote, forgottenAtMs } from '../../../shared/storage/note.ts';
import { decodeDay, decodeProjection, encodeDay, encodeProjection } from '../../../shared/storage/projection-item.ts';
import { catalogueOf, credits, dayMs, startMs } from './fixtures.ts';
import { movementsIn } from './movements.ts';
import { tell } from './told-values.ts';
import { variedCards, variedPlans } from './varied-commands.ts';

export const plans = catalogueOf(...variedPlans);

export function views(account: Account, entries: readonly Entry[], nowMs: number): readonly string[] {
  const instant = { nowMs: Math.max(nowMs, account.lastAtMs), plans, rateCards: variedCards };
  const questions = [
    undefined,
    { credits: credits(150) },
    { credits: credits(40), category: 'infrastructure' as const, dimensions: { user: 'ada' } },
    { category: 'ai' as const },
  ];
  const { projection, signals } = project(openProjection(account.accountId), entries, plans);
  return [
    tell(account),
    tell([viewOf(account), plansOf(account), plansOf(undefined)]),
    ...questions.map((question) => tell(gate(account, question, instant))),
    ...[1, 100, 900, 20_000].map((amount) => tell(affordability(account, { credits: credits(amount) }, instant))),
    tell([fold(entries), fold(entries, startMs + 10 * dayMs), fold(entries, startMs - 1)]),
    tell(movementsIn(entries)),
    tell(signals),
    tell([projection, plansIn(projection, entries)]),
    tell([verifyLedger(entries), auditAccount(account, entries)]),
    ...storedForms(account, entries, projection),
  ];
}

/** The stored form, and what is read of that. */
function storedForms(account: Account, entries: readonly Entry[], projection: Projection): readonly string[] {
  const { accountId } = account;
  const log = { ...emptyLog, entries, entryTexts: encodeEntries(entries) };
  const item = encodeAccount({ account, version: 7, log });
  const holds = [...holdsIn(entries).values()].map(({ hold, seq }) => encodeHold(accountId, hold, seq));
  const days = [...projection.recent.values()].map((rollUp) => encodeDay(accountId, { rollUp, version: 3, seq: 5 }));
  const projected = encodeProjection(projection, 4);
  return [
    tell([item, itemSizeBytes(item)]),
    tell(decodeAccount(accountId, item)),
    tell(holds),
    tell(holds.map(decodeHold)),
    tell(days),
    tell(days.map(decodeDay)),
    tell([projected, decodeProjection(accountId, projected)]),
  ];
}

/** A remembered answer, as it is written and as it is read. */
export function rememberedForm(decision: Decision, atMs: number): string {
  if (decision.kind !== 'refused' && decision.kind !== 'unchanged' && decision.kind !== 'done-before') return '';
  if (decision.kind === 'refused' && !isRemembered(decision.refusal.reason)) return '';
  const note = { idempotencyKey: 'key', fingerprint: 'print', atMs, answer: decision };
  const text = encodeNote(note);
  return tell([text, decodeNote(text), forgottenAtMs(note)]);
}
