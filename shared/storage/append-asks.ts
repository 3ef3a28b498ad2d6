/** The conditions of an append: everything that its changes depend on, and no more. */
import { type AppendDraft, weightMaxBytes, weightOf } from './append-draft.ts';
import { lackingAsks, limitAsks, limitsOf, neededFor, roomAsks } from './append-needs.ts';
import { type Escrow, markOf } from './escrow.ts';
import { isNew, keyTimeMs, type Watermark } from './ordered-key.ts';
import type { Condition } from './update.ts';

/** A pause that lies further ahead than any is set for comes of a clock that is off. */
const pauseMaxMs = 3_000;

/** The facts that an append goes by: what was seen of the account, if anything was. */
export type Seen = Pick<Escrow, 'rules'> & { readonly escrow?: Escrow };

export interface Append {
  readonly accountId: string;
  readonly drafts: readonly AppendDraft[];
  readonly seen: Seen;
  /** When the newest of its requests was asked. */
  readonly nowMs: number;
  /** When this is tried: later, where they had to wait. */
  readonly clockMs: number;
}

export type Ask = (append: Append) => readonly Condition[];

/** The conditions that an append makes of the item, by what would go wrong without it. Each has a planted defect that leaves it out. */
export const asks = {
  /** More would be spent than there is; or a closed, quarantined or missing account would be. */
  enough: ({ drafts }) => {
    const needed = neededFor(drafts.map(({ takes }) => ({ takes, isAsked: true })));
    return needed > 0 ? [{ is: '>=', path: ['free'], value: needed }] : [{ is: 'present', path: ['free'] }];
  },
  /** A spending limit would be passed, by what it stops, or more values counted than there may be. */
  withinLimits: ({ drafts }) => {
    const limits = limitsOf(drafts);
    return [...limits.map(([name, taken]) => limitAsks(name, taken)), ...roomAsks(limits)];
  },
  /** A refusal would contradict the ledger, or name another reason, amount or way back than its place in it gives. */
  lacking: ({ drafts }) => drafts.flatMap(({ lacks }) => (lacks === undefined ? [] : lackingAsks(lacks))),
  /** A key would be used twice while its first use is in the item. */
  unmarked: ({ drafts }) => withoutMarks(drafts.map(({ idempotencyKey }) => markOf(idempotencyKey))),
  /** A hold would be changed twice as it was looked up: settled, or extended by the same report. */
  untouched: ({ drafts }) => withoutMarks(drafts.flatMap(({ heldMark }) => heldMark ?? [])),
  /** A key that was filed would be used again: one that nobody looked for must be newer than all of them. */
  newKeys: (append) => {
    const times = newKeyTimes(append);
    if (times.length === 0) return [];
    return [
      { is: '<', path: ['newestKey'], value: Math.min(...times) },
      { is: 'any', of: [{ is: 'absent', path: ['farFrom'] }, ...outsideFar(times, append.seen.escrow?.watermark)] },
    ];
  },
  /** And for one that was looked for, or a hold, nothing may have been filed since but what is still marked. */
  lookedUp: (append) => {
    const { escrow } = append.seen;
    const isAllNew = newKeyTimes(append).length === append.drafts.length;
    if (escrow === undefined || (isAllNew && !append.drafts.some(isPinned))) return [];
    return [{ is: 'between', path: ['filings'], from: escrow.filings, to: escrow.filings + 1 }];
  },
  /** Credits that have ended would be spent, or a cycle's that hasn't begun. */
  notDue: ({ nowMs }) => [{ is: '>', path: ['dueAtMs'], value: nowMs }],
  /** A hold would expire after the account looks. Whoever saw that it becomes due sooner lowers that; else it stays. */
  dueInTime: (append) => {
    const dueAtMs = dueOf(append);
    if (dueAtMs === undefined) return [];
    return [{ is: isDueSooner(append) ? '>' : '<=', path: ['dueAtMs'], value: dueAtMs }];
  },
  /** A limit would be passed that was set since. */
  rules: ({ seen: { rules } }) => [
    rules === 0 ? { is: 'absent', path: ['rules'] } : { is: '=', path: ['rules'], value: rules },
  ],
  /** A refusal would name packs of another plan; a hold would give back to a grant that has ended. */
  sameItem: ({ drafts, seen: { escrow } }) =>
    escrow === undefined || drafts.every(({ heldMark, lacks }) => heldMark === undefined && lacks === undefined)
      ? []
      : [{ is: '=', path: ['epoch'], value: escrow.epoch }],
  /** The item would outgrow its bound. */
  room: ({ drafts }) => [{ is: '<=', path: ['weight'], value: weightMaxBytes - sumOf(drafts.map(weightOf)) }],
  /** A change that replaces the item would lose to appends for ever. */
  notPaused: ({ clockMs }) => [
    {
      is: 'any',
      of: [
        { is: 'absent', path: ['pausedUntilMs'] },
        { is: '<=', path: ['pausedUntilMs'], value: clockMs },
        { is: '>', path: ['pausedUntilMs'], value: clockMs + pauseMaxMs },
      ],
    },
  ],
} as const satisfies Record<string, Ask>;

function withoutMarks(members: readonly string[]): readonly Condition[] {
  return members.length === 0 ? [] : [{ is: 'without', path: ['marks'], members }];
}

/** Goes by what hadn't been filed when it was read: the hold itself, or how many are open. */
function isPinned({ heldMark, dueAtMs }: AppendDraft): boolean {
  return heldMark !== undefined || dueAtMs !== undefined;
}

export function dueOf({ drafts }: Pick<Append, 'drafts'>): number | undefined {
  const times = drafts.flatMap(({ dueAtMs }) => dueAtMs ?? []);
  return times.length === 0 ? undefined : Math.min(...times);
}

export function isDueSooner(append: Append): boolean {
  const dueAtMs = dueOf(append);
  return dueAtMs !== undefined && dueAtMs < (append.seen.escrow?.dueAtMs ?? Number.POSITIVE_INFINITY);
}

export function isPaused({ pausedUntilMs = 0 }: Pick<Escrow, 'pausedUntilMs'>, clockMs: number): boolean {
  return pausedUntilMs > clockMs && pausedUntilMs <= clockMs + pauseMaxMs;
}

/** How keys lie outside the span of those that were ahead of their time: all below it, all above, or each on its side of the one that was seen. */
function outsideFar(times: readonly number[], seen: Watermark | undefined): readonly Condition[] {
  const far = seen?.far;
  const below = far === undefined ? [] : times.filter((keyMs) => keyMs < far.fromMs);
  const above = far === undefined ? [] : times.filter((keyMs) => keyMs > far.untilMs);
  const isSplit = below.length > 0 && above.length > 0;
  const sides: readonly Condition[] = [
    { is: '>', path: ['farFrom'], value: Math.max(...(isSplit ? below : times)) },
    { is: '<', path: ['farUntil'], value: Math.min(...(isSplit ? above : times)) },
  ];
  return isSplit ? [{ is: 'all', of: sides }] : sides;
}

/** The times of the keys that needn't be looked for. */
function newKeyTimes({ drafts, seen: { escrow } }: Append): readonly number[] {
  return drafts.flatMap(({ idempotencyKey }) => {
    const keyMs = keyTimeMs(idempotencyKey);
    return keyMs !== undefined && (escrow === undefined || isNew(escrow.watermark, keyMs)) ? [keyMs] : [];
  });
}

export function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, each) => sum + each, 0);
}
