/**
 * I26: a refusal's ways back help. They are reckoned here from the ledger alone: what was available when it was refused, what was
 * owed, and what open holds and limits have set aside.
 */
import type { Refusal } from '../../../../shared/domain/decisions/refusal.ts';
import type { Way } from '../../../../shared/domain/decisions/way.ts';
import type { Entry } from '../../../../shared/domain/ledger/entry.ts';
import type { Find } from './rules.ts';

type Explained = Extract<Refusal, { reason: 'insufficient-credits' | 'limit-reached' }>;

/** `entries` is the ledger up to the write that remembers the refusal; those from `first` on may be what it was judged on. */
export function checkWays(refusal: Explained, entries: readonly Entry[], first: number, say: Find): void {
  const { ways } = refusal.restore ?? {};
  if (ways === undefined) say('I26', 'was refused without a word of what helps');
  else if (refusal.reason === 'limit-reached') checkLimits(refusal, ways, entries, say);
  else checkLack(refusal, ways, { entries, first }, say);
}

interface Judged {
  readonly entries: readonly Entry[];
  readonly first: number;
}

function checkLack(refusal: Explained, ways: readonly Way[], { entries, first }: Judged, say: Find): void {
  const judgedOn = entries.slice(first).filter(({ after }) => after.available === refusal.available);
  if (judgedOn.length === 0) return;
  for (const way of ways) {
    const helps = judgedOn.some((entry) => isEnough(way, refusal, entry, entries));
    if (!helps) say('I26', `${JSON.stringify(way)} doesn't help with ${refusal.required} of ${refusal.available}`);
  }
  // Every plan of the catalogue sells packs, and no balance comes near its bound.
  if (!ways.some(({ kind }) => kind === 'packs')) say('I26', 'no pack is named, and packs are sold');
}

/** As far as the ledger tells. Enough must be as much as is needed, and not a pack more. */
function isEnough(
  way: Way,
  { available, required }: Explained,
  { seq, after }: Entry,
  entries: readonly Entry[],
): boolean {
  switch (way.kind) {
    case 'packs': {
      const missing = required - available + (after.debt ?? 0);
      return way.count === Math.ceil(missing / (way.credits / way.count));
    }
    case 'hold-end': {
      const open = new Map<string, number>();
      for (const { hold } of entries.slice(0, seq)) {
        if (hold === undefined) continue;
        const isBack = hold.state === 'open' && hold.expiresAtMs <= way.atMs;
        open.set(hold.holdId, isBack ? Math.max(0, hold.credits - hold.used) : 0);
      }
      return available + [...open.values()].reduce((sum, back) => sum + back, 0) >= required;
    }
    case 'renewal':
    case 'payment':
    case 'limit-reset':
    case 'raise-limits':
      return true;
    default:
      return way satisfies never;
  }
}

/** Raised to what is used and set aside, and what was refused: not to less. */
function checkLimits(
  { limitId, available, required }: Extract<Explained, { reason: 'limit-reached' }>,
  ways: readonly Way[],
  entries: readonly Entry[],
  say: Find,
): void {
  const raising = ways.find((way) => way.kind === 'raise-limits');
  if (raising === undefined) return;
  const raised = raising.limits.find((each) => each.limitId === limitId);
  const set = entries.findLast(({ limit }) => limit?.limitId === limitId)?.limit?.credits;
  if (raised === undefined) say('I26', `${limitId} is in the way, and is not to be raised`);
  else if (set !== undefined && raised.credits < set - available + required)
    say('I26', `${limitId} of ${set} lets ${available} through, and is to be ${raised.credits} for ${required}`);
}
