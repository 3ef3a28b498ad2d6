/**
 * An append: records of one or more changes put at the end of an account's tail by one update, which asks for exactly what
 * they depend on. Nobody is refused because of somebody else who appends, as long as there is enough.
 */

import type { Refusal } from '../domain/decisions/refusal.ts';
import type { Entry } from '../domain/ledger/entry.ts';
import { present } from '../domain/present.ts';
import { commutes, dueBy, encodeAppend, isOfHold, takenBy } from './append-kinds.ts';
import type { Change } from './change-outcome.ts';
import { type Escrow, markBytes, markOf } from './escrow.ts';
import type { FiledHold } from './hold-item.ts';
import { isNew, keyTimeMs } from './ordered-key.ts';
import { accountKey } from './table-keys.ts';
import type { Condition, Update } from './update.ts';

/** One change in an append. */
export interface AppendDraft {
  readonly text: string;
  readonly idempotencyKey: string;
  /** The amount that it takes of what is free. Less than zero: what it gives back. */
  readonly takes: number;
  /** For a refusal: what was wanted of what is free, and isn't there. */
  readonly lacks?: number;
  /** For a change of a hold: the hold as some entry left it, which may be changed once. */
  readonly heldMark?: string;
  /** When something of it becomes due. */
  readonly dueAtMs?: number;
}

/** The weight that tail and log may have together, so that an item stays below 16 KB with room for a full house of grants. */
export const weightMaxBytes = 12_000;
/** A longer record replaces the item instead. */
const recordMaxBytes = 3_000;
/** A pause that lies further ahead than any is set for comes of a clock that is off. */
const pauseMaxMs = 3_000;

/** The draft of a change that the account, as far as it is known, lets through; with the open hold that it is about. */
export function draftOfEntry({ append, nowMs }: Change, entry: Entry, held?: FiledHold): AppendDraft | undefined {
  if (append === undefined || !commutes(append, entry)) return undefined;
  if (isOfHold(append) && held?.hold.state !== 'open') return undefined;
  const about = isOfHold(append) && held !== undefined ? { held } : {};
  const draft = drafted({ ...append, atMs: nowMs, ...about }, entry.before - entry.after.available);
  const dueAtMs = dueBy(append, nowMs);
  return (
    draft && {
      ...draft,
      ...('held' in about ? { heldMark: heldMarkOf(about.held) } : {}),
      ...present({ dueAtMs }),
    }
  );
}

export function heldMarkOf({ hold, seq }: FiledHold): string {
  return markOf(`h:${hold.holdId}:${seq}`);
}

/** The draft of a change that it refuses, for a reason that can be asked for. */
export function draftOfRefusal({ append, nowMs }: Change, refusal: Refusal): AppendDraft | undefined {
  if (append === undefined || refusal.reason !== 'insufficient-credits') return undefined;
  const draft = drafted({ ...append, atMs: nowMs, packs: refusal.restore.packs }, 0);
  return draft && { ...draft, lacks: refusal.required };
}

/** The draft of a change of an account that nobody has read: undefined when it depends on more than what is free. */
export function draftUnread({ append, nowMs }: Change): AppendDraft | undefined {
  const takes = append === undefined ? undefined : takenBy(append, nowMs);
  return append === undefined || takes === undefined ? undefined : drafted({ ...append, atMs: nowMs }, takes);
}

function drafted(record: Parameters<typeof encodeAppend>[0], takes: number): AppendDraft | undefined {
  const text = encodeAppend(record);
  if (text === undefined || Buffer.byteLength(text) > recordMaxBytes) return undefined;
  return { text, idempotencyKey: record.command.idempotencyKey, takes };
}

export function weightOf(draft: AppendDraft): number {
  return Buffer.byteLength(draft.text) + 1 + markBytes * marksOf(draft).length;
}

function marksOf({ idempotencyKey, heldMark }: AppendDraft): readonly string[] {
  return [markOf(idempotencyKey), ...(heldMark === undefined ? [] : [heldMark])];
}

/** The facts that an append goes by: what was seen of the account, if anything was. */
export type Seen = Pick<Escrow, 'rules'> & { readonly escrow?: Escrow };

export interface Append {
  readonly accountId: string;
  readonly drafts: readonly AppendDraft[];
  readonly seen: Seen;
  readonly nowMs: number;
}

export function appendUpdate(append: Append): Update {
  const { accountId, drafts } = append;
  const takes = sumOf(drafts.map((draft) => draft.takes));
  const weight = sumOf(drafts.map(weightOf));
  return {
    key: accountKey(accountId),
    asks: Object.values<Ask>(asks).flatMap((ask) => ask(append)),
    changes: [
      { do: 'append', path: ['tail'], items: drafts.map(({ text }) => text) },
      { do: 'include', path: ['marks'], members: drafts.flatMap(marksOf) },
      ...dueChange(append),
      ...(takes === 0 ? [] : [{ do: 'increase', path: ['free'], by: -takes } as const]),
      { do: 'increase', path: ['weight'], by: weight },
      { do: 'increase', path: ['writes'], by: 1 },
    ],
  };
}

type Ask = (append: Append) => readonly Condition[];

/** The conditions that an append makes of the item, by what would go wrong without it. Each has a planted defect that leaves it out. */
export const asks = {
  /** More would be spent than there is; or a closed, quarantined or missing account would be. */
  enough: ({ drafts }) => {
    const takes = sumOf(drafts.map((draft) => draft.takes));
    return takes > 0 ? [{ is: '>=', path: ['free'], value: takes }] : [{ is: 'present', path: ['free'] }];
  },
  /** A refusal would contradict the ledger. */
  lacking: ({ drafts }) =>
    drafts.flatMap(({ lacks }) => (lacks === undefined ? [] : [{ is: '<', path: ['free'], value: lacks }])),
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

function dueOf({ drafts }: Append): number | undefined {
  const times = drafts.flatMap(({ dueAtMs }) => dueAtMs ?? []);
  return times.length === 0 ? undefined : Math.min(...times);
}

function isDueSooner(append: Append): boolean {
  const dueAtMs = dueOf(append);
  return dueAtMs !== undefined && dueAtMs < (append.seen.escrow?.dueAtMs ?? Number.POSITIVE_INFINITY);
}

function dueChange(append: Append): Update['changes'] {
  const dueAtMs = dueOf(append);
  return dueAtMs !== undefined && isDueSooner(append) ? [{ do: 'set', path: ['dueAtMs'], value: dueAtMs }] : [];
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

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, each) => sum + each, 0);
}

/** A request whose key is older than this has waited or is repeated: it is worth reading the account first. */
const youngMs = 200;

/** The first changes of a group that may be appended to an account that nobody has read. */
export function unreadDrafts(group: readonly Change[]): readonly AppendDraft[] {
  const drafts: AppendDraft[] = [];
  for (const change of group) {
    const draft = draftUnread(change);
    const keyMs = draft && keyTimeMs(draft.idempotencyKey);
    const isYoung = keyMs !== undefined && change.nowMs - keyMs <= youngMs;
    const isTwin = drafts.some(({ idempotencyKey }) => idempotencyKey === change.idempotencyKey);
    if (draft === undefined || !isYoung || isTwin) break;
    drafts.push(draft);
  }
  return drafts;
}
