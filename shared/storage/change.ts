/**
 * The one write path: load, decide, commit. Five rules make it exact.
 *
 * W1. *One conditional write commits.* The account item, on condition of the version that was decided on, carries effect,
 *    entry and remembered answer. Nothing has happened before it, everything has after it.
 * W2. *File before you forget* (`filing.ts`).
 * W3. *Account first, then the side item* (`look-up.ts`).
 * W4. *In doubt, look again.* A refused or unanswered write may have been ours: before funds are judged again, the key is
 *    looked for in the item that came back, or is read anew.
 * W5. *One at a time per process.* Concurrent changes of one account queue up and are folded into the next write, in order,
 *    each with its own answer.
 */
import { plansOf } from '../domain/account/account.ts';
import { noDueHolds } from '../domain/account/hold.ts';
import { decodeAccount, emptyLog, encodeAccount, type LoadedAccount, type Log } from './account-item.ts';
import type { CatalogueStore } from './catalogue.ts';
import type { Change, ChangeOutcome } from './change-outcome.ts';
import { readDueHolds } from './due-holds.ts';
import { type ChainPoint, encodeEntries } from './entry-text.ts';
import { fileLog } from './filing.ts';
import { type Additions, type Answer, type Basis, type Folding, foldChanges } from './fold-changes.ts';
import { itemSizeBytes } from './item-size.ts';
import { lookUpFiled, nothingFiled } from './look-up.ts';
import { encodeNote } from './note.ts';
import { AccountQuarantined, StoreUnavailable, type Table } from './table.ts';
import type { Item } from './table-keys.ts';
import { accountKey } from './table-keys.ts';

/** What the write path takes from outside, so that a simulation can give it instead. */
export interface Surroundings {
  readonly sleep: (ms: number) => Promise<void>;
  /** 0 up to 1. */
  readonly random: () => number;
  /** A clock that only goes forward, for giving up in time. */
  readonly monotonicMs: () => number;
}

/** Rounds of load, decide, commit before the caller is told to try again. */
const roundsMax = 12;
/** No round starts later than this. One round is four calls at most, so an answer comes before the function's time is up. */
const patienceMs = 6_000;
const changesPerWriteMax = 40;
/** An item that would outgrow this has its log filed first; a write unit is 1 KB. */
const comfortableBytes = 1_024;

export function createChanges(
  table: Table,
  catalogue: CatalogueStore,
  { sleep, random, monotonicMs }: Surroundings,
): (change: Change) => Promise<ChangeOutcome> {
  const queues = new Map<string, Waiting[]>();

  function change(asked: Change): Promise<ChangeOutcome> {
    return new Promise((resolve, reject) => {
      const waiting: Waiting = { ...asked, resolve, reject };
      const queue = queues.get(asked.accountId);
      if (queue !== undefined) {
        queue.push(waiting);
        return;
      }
      const begun = [waiting];
      queues.set(asked.accountId, begun);
      void drain(asked.accountId, begun);
    });
  }

  async function drain(accountId: string, queue: Waiting[]): Promise<void> {
    let known: LoadedAccount | undefined;
    while (queue.length > 0) {
      const group = queue.splice(0, changesPerWriteMax);
      try {
        const { folding, loaded } = await settle(accountId, group, known);
        known = loaded;
        queue.unshift(...group.slice(folding.answers.length));
        for (const [index, answer] of folding.answers.entries()) {
          if (answer.kind === 'outcome') group[index]?.resolve(answer.outcome);
          else group[index]?.reject(answer.cause);
        }
      } catch (cause) {
        known = undefined;
        for (const waiting of group) waiting.reject(cause);
      }
    }
    queues.delete(accountId);
  }

  /** Carries out the first changes of a group, as many as fit one item. The account it leaves can start the next. */
  async function settle(
    accountId: string,
    group: readonly Waiting[],
    known: LoadedAccount | undefined,
  ): Promise<{ readonly folding: Folding; readonly loaded: LoadedAccount | undefined }> {
    const startedMs = monotonicMs();
    const attempts = new Map<string, string>();
    let loaded = known ?? (await load(accountId));
    let isFresh = known === undefined;
    for (let round = 0; round < roundsMax && monotonicMs() - startedMs < patienceMs; round += 1) {
      const filed = loaded === undefined ? nothingFiled : await lookUpFiled(table, accountId, loaded.log, group);
      if (!filed.isOutdated && loaded?.quarantine !== undefined) throw new AccountQuarantined(loaded.quarantine);
      const rules = filed.isOutdated ? undefined : await rulesFor(loaded, group);
      if (rules !== undefined) {
        const folding = foldChanges({ loaded, filed, ...rules }, group);
        if (folding.additions === undefined) {
          // No write says that this account is the present one, and the group may know better: one before it read it, or it
          // was read before something that hangs off it.
          const isSure = isFresh && folding.answers.every(({ kind }) => kind === 'outcome');
          const current = isSure ? loaded : await load(accountId);
          if (current?.version === loaded?.version)
            return { folding: asFirstAnswers(folding, group, attempts), loaded };
          [loaded, isFresh] = [current, true];
          continue;
        }
        const outcome = await commit(accountId, loaded, folding.additions, folding.nowMs);
        if (outcome.kind === 'stored') {
          [loaded, isFresh] = [outcome.loaded, true];
          if (folding.isCurrent) return { folding: asFirstAnswers(folding, group, attempts), loaded };
          continue;
        }
        remember(attempts, folding.additions);
        if (outcome.existing !== undefined) {
          await sleep(pauseMs(round, random()));
          loaded = decodeAccount(accountId, outcome.existing);
          isFresh = true;
          continue;
        }
      }
      await sleep(pauseMs(round, random()));
      loaded = await load(accountId);
      isFresh = true;
    }
    throw new StoreUnavailable('the account was too busy');
  }

  /**
   * What a group may need besides the account: the plans, the rate cards that standing usage meets, holds past their time.
   * Undefined when those tell that the account has moved on.
   */
  async function rulesFor(
    loaded: LoadedAccount | undefined,
    group: readonly Waiting[],
  ): Promise<Pick<Basis, 'plans' | 'rateCards' | 'dueHolds'> | undefined> {
    const account = loaded?.account;
    const times = group.map(({ nowMs }) => nowMs);
    const untilMs = Math.max(...times, account?.lastAtMs ?? 0);
    const accruedAtMs = account === undefined || account.standing.length === 0 ? untilMs : account.accruedAtMs;
    const fromMs = Math.min(...times, accruedAtMs);
    const plans = await catalogue.plansFor(plansOf(account), untilMs);
    const rateCards = await catalogue.rateCardsFrom(fromMs, untilMs, account?.planId);
    if (loaded === undefined) return { plans, rateCards, dueHolds: noDueHolds };
    const dueHolds = await readDueHolds(table, loaded.account, loaded.log.entries, untilMs, loaded.account.seq);
    return dueHolds === undefined ? undefined : { plans, rateCards, dueHolds };
  }

  async function commit(
    accountId: string,
    loaded: LoadedAccount | undefined,
    additions: Additions,
    nowMs: number,
  ): Promise<Committed> {
    const next = nextAccount(loaded, additions);
    if (next.due !== undefined) await fileLog(table, accountId, next.due, nowMs);
    const outcome = await table.put(
      next.item,
      loaded === undefined ? { kind: 'absent' } : { kind: 'version', version: loaded.version },
    );
    if (outcome.kind === 'stored') return { kind: 'stored', loaded: next.loaded };
    return { kind: 'not-stored', existing: outcome.kind === 'refused' ? outcome.existing : undefined };
  }

  async function load(accountId: string): Promise<LoadedAccount | undefined> {
    const item = await table.get(accountKey(accountId));
    return item === undefined ? undefined : decodeAccount(accountId, item);
  }

  return change;
}

interface Waiting extends Change {
  readonly resolve: (outcome: ChangeOutcome) => void;
  readonly reject: (cause: unknown) => void;
}

type Committed =
  | { readonly kind: 'stored'; readonly loaded: LoadedAccount }
  /** Refused or unanswered: ours may be in it, or may still arrive. */
  | { readonly kind: 'not-stored'; readonly existing: Item | undefined };

/** What a write held that was refused or not answered: its keys, and what each was to become. */
function remember(attempts: Map<string, string>, { entries, notes }: Additions): void {
  for (const { idempotencyKey, hash } of entries) if (idempotencyKey !== undefined) attempts.set(idempotencyKey, hash);
  for (const note of notes) attempts.set(note.idempotencyKey, encodeNote(note));
}

/** A key found because our own unanswered write had arrived is this request's first answer, not a replay of an earlier one. */
function asFirstAnswers(folding: Folding, group: readonly Waiting[], attempts: ReadonlyMap<string, string>): Folding {
  const answers = folding.answers.map((answer, index): Answer => {
    const attempt = attempts.get(group[index]?.idempotencyKey ?? '');
    if (answer.kind !== 'outcome' || attempt === undefined || answer.found !== attempt) return answer;
    return { kind: 'outcome', outcome: { ...answer.outcome, isReplay: false } };
  });
  return { ...folding, answers };
}

interface Next {
  readonly item: Item;
  readonly loaded: LoadedAccount;
  /** What leaves the log with it, and has to be filed before. */
  readonly due?: Log;
}

/** The next item with its log grown, or begun anew after the present one is filed when it would outgrow a write unit. */
function nextAccount(loaded: LoadedAccount | undefined, additions: Additions): Next {
  const { account } = additions;
  const version = (loaded?.version ?? 0) + 1;
  const log = loaded?.log ?? emptyLog;
  const grown: LoadedAccount = { account, version, log: grownLog(log, additions) };
  const grownItem = encodeAccount(grown);
  if (loaded === undefined || itemSizeBytes(grownItem) <= comfortableBytes) return { item: grownItem, loaded: grown };
  const filed: ChainPoint = { seq: loaded.account.seq, hash: loaded.account.headHash };
  const begun: LoadedAccount = { account, version, log: { ...additions, filed } };
  return { item: encodeAccount(begun), loaded: begun, due: log };
}

function grownLog(log: Log, { entries, entryTexts, notes, noteTexts }: Additions): Log {
  const [first] = entries;
  const previous = log.entries.at(-1);
  const continued = first === undefined ? [] : [...encodeEntries([first], previous), ...entryTexts.slice(1)];
  return {
    filed: log.filed,
    entries: [...log.entries, ...entries],
    entryTexts: [...log.entryTexts, ...continued],
    notes: [...log.notes, ...notes],
    noteTexts: [...log.noteTexts, ...noteTexts],
  };
}

/** Full jitter over a window that doubles up to half a second: contending processes spread out. */
function pauseMs(round: number, random: number): number {
  return random * Math.min(500, 8 * 2 ** round);
}
