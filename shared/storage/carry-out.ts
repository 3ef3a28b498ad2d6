/** The third step of a round: doing what was decided, and saying what it has come to. */
import { present } from '../domain/present.ts';
import { decodeAccount, type LoadedAccount } from './account-item.ts';
import { appendUpdate } from './append.ts';
import type { Append } from './append-asks.ts';
import { filedAppend } from './append-filed.ts';
import { type EscrowedAccount, fileTail, isKeyless } from './file-tail.ts';
import { fileLog } from './filing.ts';
import type { Attempt, Step, StepOutcome } from './round.ts';
import { readAccount } from './sight.ts';
import { ItemCorrupt, StoreUnavailable, type Table } from './table.ts';
import type { Item } from './table-keys.ts';
import { accountKey } from './table-keys.ts';
import { isFull } from './tail-size.ts';
import type { UpdateOutcome } from './update.ts';

/** How long appends stand back. If whoever asked for it is gone, they go on after that. */
const pauseMs = 1_500;
/**
 * Tries of an append that may be throttled before its writer looks at the account again: what it goes by is outdated as soon as others have
 * filed twice, and a refused write costs what it takes from an item that is short of it.
 */
const firstTries = 2;

export function createCarryOut(table: Table): (step: Step, attempt: Attempt) => Promise<StepOutcome> {
  return async (step, { accountId, throttled }) => {
    switch (step.kind) {
      case 'answer':
        return { kind: 'answered', answered: step.answered };
      case 'verify': {
        // No write says that this account is the present one, and the group may know better: one before it read it, or it
        // was read before something that hangs off it.
        const loaded = await readAccount(table, accountId);
        const isSame = loaded?.version === step.answered.loaded?.version;
        return isSame ? { kind: 'answered', answered: step.answered } : { kind: 'seen', loaded };
      }
      case 'append':
        return append(step, throttled === 0 ? firstTries : 1);
      case 'replace':
        return replace(step);
      case 'pause':
        return outcomeOf(await table.update(pauseUpdate(step.loaded, step.clockMs)), accountId);
      case 'file':
        return outcomeOf(await fileTail(table, step.loaded, step.nowMs), accountId);
      case 'stand-back':
        return { kind: 'busy', ...present({ fullAtFilings: step.fullAtFilings }) };
      default:
        return step satisfies never;
    }
  };

  async function append(
    { append: asked, isAlone, filing }: Extract<Step, { kind: 'append' }>,
    throttledTries: number,
  ): Promise<StepOutcome> {
    const { accountId, drafts, nowMs } = asked;
    if (filing !== undefined && (await isFiled(table, filing, nowMs))) return appendFiled(table, asked, filing);
    const outcome = await table.update({ ...appendUpdate(asked), throttledTries });
    if (outcome.kind === 'throttled') return { kind: 'throttled', tries: throttledTries };
    if (outcome.kind !== 'stored') return outcomeOf(outcome, accountId);
    const loaded = decodeAccount(accountId, outcome.item);
    const after = isAlone !== true && isFull(loaded, drafts) ? await fileOwed(loaded, nowMs) : undefined;
    return { kind: 'seen', loaded, ...present({ after }) };
  }

  /** The changes are carried out already. */
  function fileOwed(loaded: EscrowedAccount, nowMs: number): Promise<LoadedAccount | undefined> {
    return owed(async () => {
      const outcome = await fileTail(table, loaded, nowMs);
      return outcome.kind === 'stored' ? decodeAccount(loaded.account.accountId, outcome.item) : undefined;
    });
  }

  async function replace({ replacement, nowMs, answered }: Extract<Step, { kind: 'replace' }>): Promise<StepOutcome> {
    const { item, guard, loaded, due } = replacement;
    if (due !== undefined) await fileLog(table, due, nowMs);
    const outcome = await table.put(item, guard);
    switch (outcome.kind) {
      case 'stored':
        return answered === undefined ? { kind: 'seen', loaded, isOverdue: true } : { kind: 'answered', answered };
      case 'refused': {
        const existing = decodeExisting(loaded.account.accountId, outcome.existing);
        return answered === undefined
          ? { kind: 'lost', existing, isWhole: false, isOverdue: true }
          : { kind: 'lost', existing, isWhole: true };
      }
      case 'in-doubt':
        return { kind: 'in-doubt' };
      default:
        return outcome satisfies never;
    }
  }
}

/**
 * Carries out a filing that can wait: undefined where the store doesn't answer, or where what is filed already contradicts it.
 * Whoever finds no room for more is told why.
 */
async function owed<T>(file: () => Promise<T>): Promise<T | undefined> {
  try {
    return await file();
  } catch (cause) {
    if (cause instanceof StoreUnavailable || cause instanceof ItemCorrupt) return undefined;
    throw cause;
  }
}

async function isFiled(table: Table, { account, log, escrow }: EscrowedAccount, nowMs: number): Promise<boolean> {
  const due = { accountId: account.accountId, log, isKeyless: isKeyless(escrow) };
  const filed = await owed(async () => {
    await fileLog(table, due, nowMs);
    return true;
  });
  return filed === true;
}

async function appendFiled(table: Table, asked: Append, filing: EscrowedAccount): Promise<StepOutcome> {
  const { accountId } = asked;
  const item = filedAppend(filing, asked);
  const outcome = await table.put(item, { kind: 'writes', writes: filing.version });
  switch (outcome.kind) {
    case 'stored':
      return { kind: 'seen', loaded: decodeAccount(accountId, item) };
    case 'refused':
      return { kind: 'lost', existing: decodeExisting(accountId, outcome.existing), isWhole: false };
    case 'in-doubt':
      return { kind: 'in-doubt' };
    default:
      return outcome satisfies never;
  }
}

function outcomeOf(outcome: UpdateOutcome, accountId: string): StepOutcome {
  switch (outcome.kind) {
    case 'stored':
      return { kind: 'seen', loaded: decodeAccount(accountId, outcome.item) };
    case 'refused':
      return { kind: 'lost', existing: decodeExisting(accountId, outcome.existing), isWhole: false };
    case 'throttled':
    case 'in-doubt':
      return { kind: 'in-doubt' };
    default:
      return outcome satisfies never;
  }
}

function decodeExisting(accountId: string, existing: Item | undefined): LoadedAccount | undefined {
  return existing === undefined ? undefined : decodeAccount(accountId, existing);
}

function pauseUpdate({ account, escrow }: EscrowedAccount, clockMs: number): Parameters<Table['update']>[0] {
  return {
    key: accountKey(account.accountId),
    asks: [{ is: '=', path: ['epoch'], value: escrow.epoch }],
    changes: [
      { do: 'set', path: ['pausedUntilMs'], value: clockMs + pauseMs },
      { do: 'increase', path: ['writes'], by: 1 },
    ],
  };
}
