/** Counts what a run must have seen, from the commits themselves. */
import { countersOf } from '../../../shared/domain/account/limit.ts';
import type { Commit } from './checkers/account-observation.ts';
import type { World } from './world.ts';

export function countOccasions(world: World): void {
  world.onCommit((commit) => {
    countWrite(world, commit);
    countEntries(world, commit);
  });
}

function countWrite(world: World, { entries, before, after }: Commit): void {
  const asked = entries.filter(({ caller }) => caller !== 'cycle').length + newNotes({ before, after });
  if (asked > 1) world.note('one write carried out several changes');
  const cycles = entries.filter(({ cycleStartMs, seq }) => cycleStartMs !== undefined && seq > 1).length;
  if (cycles > 0 && entries.some(({ type }) => type === 'debit')) world.note('a reset raced a debit');
  if (cycles > 1) world.note('several cycles were missed');
  const last = entries.at(-1);
  if (last === undefined) return;
  const aheadMs = last.atMs - world.scheduler.nowMs();
  if (aheadMs > 0) world.note('a clock ran ahead of the ledger');
  if (last.caller !== 'cycle' && aheadMs < -40_000) world.note('a clock was behind the ledger');
}

function newNotes({ before, after }: Pick<Commit, 'before' | 'after'>): number {
  const old = new Set(before?.log.noteTexts);
  return after.log.noteTexts.filter((text) => !old.has(text)).length;
}

function countEntries(world: World, { entries, before, after }: Commit): void {
  for (const entry of entries) {
    const { type, slices, returned = [], uncovered, seq } = entry;
    if (returned.some(({ forfeited }) => forfeited)) world.note('a return was forfeited');
    if (type === 'reversal' && slices.some(({ forfeited }) => forfeited)) world.note('a reversal was forfeited');
    if ((type === 'capture' || type === 'extension') && uncovered !== undefined) world.note('work overran');
    if (type === 'chargeback' && uncovered !== undefined) world.note('a chargeback left a debt');
    if (entry.repaidDebt !== undefined) world.note('a debt was repaid');
    if (entry.repaidOverrun !== undefined) world.note('overrun was carried over');
    if (type === 'waiver') world.note('overrun was forgiven');
    if (entry.isLate) world.note('work was charged late');
    if (type === 'closure') world.note('an account closed');
    if (type === 'plan-change')
      world.note(entry.effectiveMs === undefined ? 'a plan changed at once' : 'a plan changed with the next cycle');
    if (type === 'accrual' && new Set(entry.kept?.map(({ rateCard }) => rateCard)).size > 1)
      world.note('standing usage was charged at two prices');
    if (type === 'grant' && slices.some(({ grantId }) => grantId.startsWith('add-on') && grantId !== `add-on-${seq}`))
      world.note('a purchase joined another’s grant');
  }
  for (const limit of before?.account.limits ?? []) {
    const next = after.account.limits.find(({ limitId }) => limitId === limit.limitId);
    const isTurned = (next?.span?.untilMs ?? 0) > (limit.span?.untilMs ?? Number.POSITIVE_INFINITY);
    const isAtWork = next !== undefined && countersOf(next).some(({ held }) => held > 0);
    if (isTurned && isAtWork) world.note('a limit’s day began anew with work in progress');
  }
  const old = new Set(before?.log.noteTexts);
  for (const [index, { answer }] of after.log.notes.entries()) {
    if (old.has(after.log.noteTexts[index] ?? '')) continue;
    if (answer.kind === 'done-before') world.note('one payment was announced twice');
    if (answer.kind !== 'refused') continue;
    if (answer.refusal.reason === 'limit-reached') {
      const { limitId } = answer.refusal;
      world.note('a limit was reached');
      const limit = after.account.limits.find((each) => each.limitId === limitId);
      if (limit?.dimension?.each) world.note('a limit for each user was reached');
    }
    if (answer.refusal.reason === 'insufficient-credits') world.note('credits ran out');
    if (answer.refusal.reason === 'hold-expired') world.note('a capture raced its hold’s expiry');
  }
}
