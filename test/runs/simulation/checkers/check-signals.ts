/** I15: what was heard of an account, duplicates dropped, is what its ledger says: every crossing once, none lost, none extra. */
import type { Entry } from '../../../../shared/domain/ledger/entry.ts';
import type { Note } from '../../../../shared/storage/note.ts';
import type { Bus } from '../bus.ts';
import { rules } from '../catalogue.ts';
import type { Stream } from '../consumer.ts';
import type { World } from '../world.ts';
import type { AccountObservation } from './account-observation.ts';

const crossingsMax = 20;

export function checkSignals(world: World, { heard }: Bus, { lost }: Stream): void {
  for (const watched of world.observer.all()) {
    const { accountId } = watched;
    if (watched.isDamaged) continue;
    const say = (what: string): void => world.find('I15', `${accountId}: ${what}`);
    const mine = [...heard.values()].filter((signal) => signal.accountId === accountId);
    const expected = new Set(expectedIds(watched));
    const checked = new Set(['balance-low', 'exhausted', 'restored', 'cycle-reset', 'credits-expired', 'hold-expired']);
    for (const { id, kind } of mine)
      if (checked.has(kind) && !expected.has(id)) say(`${id} was published, and never happened`);
    for (const id of expected) if (!heard.has(id)) say(`${id} was never published`);
    const refused = [...watched.notes.values()].flat().filter(({ note: { answer } }) => isPoor(answer)).length;
    const told = mine.filter(({ kind }) => kind === 'debit-refused').length;
    if (told > refused || (told < refused && !lost.has(accountId) && watched.notes.size === refused))
      say(`${told} of ${refused} refusals were told`);
  }
}

/** An operator's correction that is refused is no use of credits. */
function isPoor(answer: Note['answer']): boolean {
  if (answer.kind !== 'refused' || answer.refusal.reason !== 'insufficient-credits') return false;
  return answer.refusal.isCorrection !== true;
}

/** Reckoned anew from the entries: a boundary, accrual to grant, is one step. */
function expectedIds({ accountId, entries }: AccountObservation): readonly string[] {
  const ids: string[] = [];
  const crossings = new Map<number, number>();
  let planId = entries[0]?.planId ?? '';
  for (const step of stepsOf(entries)) {
    const [first] = step;
    const last = step.at(-1);
    if (first === undefined || last === undefined) continue;
    const isReset = last.cycleStartMs !== undefined && last.seq > 1;
    for (const entry of step) ids.push(...claimOf(accountId, entry));
    for (const entry of step) if (entry.planId !== undefined && entry.effectiveMs === undefined) planId = entry.planId;
    if (isReset) crossings.clear();
    if (last.seq === 1 || last.type === 'closure') continue;
    const { available } = last.after;
    for (const threshold of thresholdsOf(planId, last.atMs)) {
      if (available >= threshold || (!isReset && first.before < threshold)) continue;
      const count = (crossings.get(threshold) ?? 0) + 1;
      crossings.set(threshold, count);
      if (count <= crossingsMax) ids.push(`${accountId}/${last.seq}/balance-low/${threshold}`);
    }
    if (first.before > 0 && available === 0) ids.push(`${accountId}/${last.seq}/exhausted`);
    if (first.before === 0 && available > 0) ids.push(`${accountId}/${last.seq}/restored`);
  }
  return ids;
}

function claimOf(accountId: string, { seq, type, cycleStartMs }: Entry): readonly string[] {
  if (type === 'grant' && cycleStartMs !== undefined && seq > 1) return [`${accountId}/${seq}/cycle-reset`];
  if (type === 'expiry') return [`${accountId}/${seq}/credits-expired`];
  if (type === 'hold-expiry') return [`${accountId}/${seq}/hold-expired`];
  return [];
}

/** The automatic entries before a renewal belong to it: they are of its instant, an accrual of the millisecond before. */
function stepsOf(entries: readonly Entry[]): readonly (readonly Entry[])[] {
  const steps: Entry[][] = [];
  let boundary: Entry[] = [];
  for (const entry of entries) {
    const isRenewal = entry.cycleStartMs !== undefined && entry.caller === 'cycle';
    if (isRenewal) {
      const startMs = entry.atMs;
      const from = boundary.findIndex((each) => each.atMs >= startMs - 1);
      const mine = from < 0 ? [] : boundary.slice(from);
      for (const each of boundary.slice(0, boundary.length - mine.length)) steps.push([each]);
      steps.push([...mine, entry]);
      boundary = [];
    } else if (entry.caller === 'cycle') boundary.push(entry);
    else {
      steps.push(...boundary.map((each) => [each]), [entry]);
      boundary = [];
    }
  }
  steps.push(...boundary.map((each) => [each]));
  return steps;
}

function thresholdsOf(planId: string, atMs: number): readonly number[] {
  const versions = rules.plans.filter((plan) => plan.planId === planId && plan.effectiveFromMs <= atMs);
  return versions.sort((a, b) => b.effectiveFromMs - a.effectiveFromMs)[0]?.lowBalanceThresholds ?? [];
}
