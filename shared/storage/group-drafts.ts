/**
 * The drafts of a group: as many of its first changes as one append can carry out. Refusals ask that the account is exactly as they tell
 * it, which changes don't, so they share an append only with each other.
 */
import { openHoldsMax } from '../domain/account/hold.ts';
import type { Decision } from '../domain/decisions/decision.ts';
import { present } from '../domain/present.ts';
import type { AdvancedAccount } from '../domain/transitions/advance.ts';
import type { LoadedAccount } from './account-item.ts';
import { type AppendDraft, draftOfEntry } from './append-draft.ts';
import type { Change } from './change-outcome.ts';
import type { Escrow } from './escrow.ts';
import type { FiledHold } from './hold-item.ts';
import { draftOfRefusal } from './refusal-draft.ts';

/** Holds that others may open before what was looked up is outdated: the last of them replace the item instead. */
const roomForHolds = 1_000;

/** None yet; undefined of an account that nothing is appended to: it has no escrow, no credits to take, or something is due. */
export function firstDrafts(
  loaded: LoadedAccount | undefined,
  group: readonly Change[],
): readonly AppendDraft[] | undefined {
  const { free, dueAtMs = 0 } = loaded?.escrow ?? {};
  return free !== undefined && group.every(({ nowMs }) => nowMs < dueAtMs) ? [] : undefined;
}

interface Occasion {
  readonly decision: Decision;
  readonly advanced: AdvancedAccount | undefined;
  /** The hold that the change names, as it was before the group. */
  readonly held: FiledHold | undefined;
  readonly escrow: Escrow | undefined;
}

/** The drafts with one more; undefined when it can't be appended, or not together with them. */
export function withDraft(
  drafts: readonly AppendDraft[],
  change: Change,
  { decision, advanced, held, escrow }: Occasion,
): readonly AppendDraft[] | undefined {
  if (advanced === undefined || advanced.entries.length > 0) return undefined;
  const before = advanced.account;
  const { limits, openHolds, debt } = before;
  const areLimitsKept = limits.length === 0 || escrow?.limits !== undefined;
  if (!areLimitsKept || debt > 0 || openHolds > openHoldsMax - roomForHolds) return undefined;
  let draft: AppendDraft | undefined;
  if (decision.kind === 'change' && decision.before === undefined)
    draft = draftOfEntry(change, { before, after: decision.account, entry: decision.entry, ...present({ held }) });
  if (decision.kind === 'refused') draft = draftOfRefusal(change, decision.refusal, before);
  const isAlike = drafts.every(({ lacks }) => (lacks === undefined) === (draft?.lacks === undefined));
  return draft && isAlike ? [...drafts, draft] : undefined;
}
