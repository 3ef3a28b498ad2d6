/** The conditions of an append: everything that its changes depend on, and no more. */
import { type AppendDraft, weightOf } from './append-draft.ts';
import { lackingAsks, limitsOf, neededFor } from './append-needs.ts';
import { type Escrow, markOf } from './escrow.ts';
import { isNew, keyTimeMs } from './ordered-key.ts';
import type { Condition } from './update.ts';

/** The weight that tail and log may have together, so that an item stays below 16 KB with room for a full house of grants. */
export const weightMaxBytes = 12_000;
/** A pause that lies further ahead than any is set for comes of a clock that is off. */
const pauseMaxMs = 3_000;

/** The facts that an append goes by: what was seen of the account, if anything was. */
export type Seen = Pick<Escrow, 'rules'> & { readonly escrow?: Escrow };

export interface Append {
  readonly accountId: string;
  readonly drafts: readonly AppendDraft[];
  readonly seen: Seen;
  readonly nowMs: number;
}

export type Ask = (append: Append) => readonly Condition[];

/** The conditions that an append makes of the item, by what would go wrong without it. Each has a planted defect that leaves it out. */
export const asks = {
  /** More would be spent than there is; or a closed, quarantined or missing account would be. */
  enough: ({ drafts }) => {
    const needed = neededFor(drafts.map(({ takes }) => ({ takes, isAsked: true })));
    return needed > 0 ? [{ is: '>=', path: ['free'], value: needed }] : [{ is: 'present', path: ['free'] }];
  },
  /** A spending limit would be passed, by what it stops. */
  withinLimits: ({ drafts }) =>
    limitsOf(drafts).map(([name, taken]): Condition => {
      const [path, needed] = [['limits', name] as const, neededFor(taken)];
      return needed > 0 ? { is: '>=', path, value: needed } : { is: 'present', path };
    }),
  /** A refusal would contradict the ledger, or name another reason, amount or way back than its place in it gives. */
  lacking: ({ drafts }) => drafts.flatMap(({ lacks }) => (lacks === undefined ? [] : lackingAsks(lacks))),
  /** A key would be used twice while its first use is in the item. */
  unmarked: ({ drafts }) =>
    drafts.map(({ idempotencyKey }) => ({ is: 'without', path: ['marks'], member: markOf(idempotencyKey) })),
  /** A hold would be changed twice as it was looked up: settled, or extended by the same report. */
  untouched: ({ drafts }) =>
    drafts.flatMap(({ heldMark }) =>
      heldMark === undefined ? [] : [{ is: 'without', path: ['marks'], member: heldMark }],
    ),
  /** A key that was filed would be used again: one that nobody looked for must be newer than all of them. */
  newKeys: (append) => {
    const times = newKeyTimes(append);
    if (times.length === 0) return [];
    const [first, last] = [Math.min(...times), Math.max(...times)];
    return [
      { is: '<', path: ['newestKey'], value: first },
      {
        is: 'any',
        of: [
          { is: 'absent', path: ['farFrom'] },
          { is: '>', path: ['farFrom'], value: last },
          { is: '<', path: ['farUntil'], value: first },
        ],
      },
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
  notPaused: ({ nowMs }) => [
    {
      is: 'any',
      of: [
        { is: 'absent', path: ['pausedUntilMs'] },
        { is: '<=', path: ['pausedUntilMs'], value: nowMs },
        { is: '>', path: ['pausedUntilMs'], value: nowMs + pauseMaxMs },
      ],
    },
  ],
} as const satisfies Record<string, Ask>;

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

export function isPaused({ pausedUntilMs = 0 }: Pick<Escrow, 'pausedUntilMs'>, nowMs: number): boolean {
  return pausedUntilMs > nowMs && pausedUntilMs <= nowMs + pauseMaxMs;
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
