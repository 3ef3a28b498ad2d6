/**
 * A cycle's charges under a card that isn't published: a shadow rate card. Reads ledgers, a page of accounts at a time, and writes
 * nothing. An account whose cycle is longer than one request reads goes on on the next page: its figures there are those
 * of the rest.
 */
import type { RateCard } from '../domain/catalogue/rate-card.ts';
import { done, invalid, type Outcome } from '../domain/decisions/outcome.ts';
import { isCharge } from '../domain/ledger/charge.ts';
import { present } from '../domain/present.ts';
import { addCharge, addReversal, type CardReplay, emptyReplay } from '../domain/projections/card-replay.ts';
import type { LoadedAccount } from '../storage/account-item.ts';
import { rateCardAt } from '../storage/catalogue.ts';
import type { CreditStore } from '../storage/store.ts';
import { certainLedger } from './reading/certain-ledger.ts';
import { decodeCursor, encodeCursor } from './reading/cursor.ts';
import { draftCard, type RateCardContent } from './reading/draft-card.ts';
import { firstEntryOfCycle } from './reading/first-entry-of-cycle.ts';
import { soundEntry } from './reading/sound-entry.ts';

export interface ReplayQuestion {
  /** The last whole cycle of each account, or the present one so far. */
  readonly cycle: 'last' | 'present';
  /** Accounts that are looked at, at most. */
  readonly limit: number;
  readonly cursor?: string;
}

/**
 * - `closed`: no card prices it any more.
 * - `first-cycle`: it has no whole cycle yet.
 * - `other-card`: the card of its plan prices it.
 */
export const replayPasses = ['closed', 'first-cycle', 'other-card'] as const;
type Passed = (typeof replayPasses)[number];

export interface ReplayedAccount extends CardReplay {
  readonly accountId: string;
  readonly name?: string;
  /** Index of the cycle. */
  readonly cycle: number;
  /** True where parts of its ledger can't be proved, and are passed over. */
  readonly isPartial: boolean;
}

export interface ReplayPage {
  readonly accounts: readonly ReplayedAccount[];
  /** Accounts that the card has nothing to do with, by reason. */
  readonly passed: Readonly<Record<Passed, number>>;
  readonly nextCursor?: string;
}

/** Entries that one request reads: a second or so. */
const entriesMax = 5_000;

export async function replayRateCard(
  store: CreditStore,
  content: RateCardContent,
  asked: ReplayQuestion,
  nowMs: number,
): Promise<Outcome<ReplayPage>> {
  const judged = await draftCard(store, content, nowMs);
  if (judged.kind !== 'card') return judged;
  const { card } = judged;
  const { cursor, limit, cycle } = asked;
  const { version, planId, prices, aliases } = content;
  const scope = { list: 'replay', version, planId, prices, aliases: [...(aliases ?? [])], cycle };
  const position = cursor === undefined ? start : positionOf(decodeCursor(cursor, scope));
  if (position === undefined) return invalid('cursor', 'must be the nextCursor of a page with the same card and cycle');
  const { accountIds, isEnd } = await accountsFrom(store, position, limit);
  const names = await store.details.readMany(accountIds);
  const isPriced = await pricedPlans(store, card);
  const accounts: ReplayedAccount[] = [];
  const passed = { closed: 0, 'first-cycle': 0, 'other-card': 0 };
  const page = (next?: Position): Outcome<ReplayPage> =>
    done({ accounts, passed, ...(next && { nextCursor: encodeCursor(`${next.seq}.${next.accountId}`, scope) }) });
  let left = entriesMax;
  let before = position.accountId;
  for (const [index, accountId] of accountIds.entries()) {
    if (left === 0) return page({ seq: 0, accountId: before });
    const from = index === 0 && position.seq > 0 ? position.seq : undefined;
    const replay = await replayOf(store, accountId, { card, isPriced, cycle, from, entriesMax: left, nowMs });
    before = accountId;
    if (replay?.kind === 'passed') passed[replay.reason] += 1;
    if (replay?.kind !== 'replayed') continue;
    left -= replay.lookedAt;
    accounts.push({ ...replay.account, ...present({ name: names.get(accountId)?.name }) });
    if (replay.nextSeq !== undefined) return page({ seq: replay.nextSeq, accountId });
  }
  return isEnd ? page() : page({ seq: 0, accountId: before });
}

/** The account that comes before what is left or, with the number of an entry, goes on with it. */
interface Position {
  readonly accountId: string;
  readonly seq: number;
}

const start: Position = { accountId: '', seq: 0 };

function positionOf(text: string | undefined): Position | undefined {
  if (text === undefined) return undefined;
  const dot = text.indexOf('.');
  return { seq: Number(text.slice(0, dot)), accountId: text.slice(dot + 1) };
}

async function accountsFrom(
  store: CreditStore,
  { accountId, seq }: Position,
  limit: number,
): Promise<{ readonly accountIds: readonly string[]; readonly isEnd: boolean }> {
  const begun = seq === 0 ? [] : [accountId];
  const after = accountId === '' ? {} : { after: accountId };
  const following = await store.fleet.byId('', { limit, ...after });
  return { accountIds: [...begun, ...following], isEnd: following.length < limit };
}

interface Terms {
  readonly card: RateCard;
  readonly isPriced: (planId: string) => boolean;
  readonly cycle: ReplayQuestion['cycle'];
  /** The entry to go on from. */
  readonly from: number | undefined;
  readonly entriesMax: number;
  readonly nowMs: number;
}

type Replay =
  | { readonly kind: 'passed'; readonly reason: Passed }
  | {
      readonly kind: 'replayed';
      readonly account: ReplayedAccount;
      readonly lookedAt: number;
      /** The entry that the next page begins with, where the cycle has more. */
      readonly nextSeq?: number;
    };

/** Undefined where there is no such account any more. */
async function replayOf(store: CreditStore, accountId: string, terms: Terms): Promise<Replay | undefined> {
  const loaded = await certainLedger(store, accountId, terms.nowMs);
  if (loaded === undefined) return undefined;
  const { account } = loaded;
  if (account.closedAtMs !== undefined) return { kind: 'passed', reason: 'closed' };
  if (!terms.isPriced(account.planId)) return { kind: 'passed', reason: 'other-card' };
  const index = account.cycle.index - (terms.cycle === 'last' ? 1 : 0);
  const first =
    terms.from === undefined
      ? await firstEntryOfCycle(store, loaded, index)
      : await soundEntry(store, loaded, terms.from);
  if (first === undefined || (terms.from === undefined && first.cycle !== index))
    return { kind: 'passed', reason: 'first-cycle' };
  return sumUp(store, loaded, { ...terms, firstSeq: first.seq, index: first.cycle });
}

/** Tells whether the card would price accounts of a plan, once it comes into effect. */
async function pricedPlans(store: CreditStore, card: RateCard): Promise<(planId: string) => boolean> {
  const published = await store.catalogue.readFresh();
  const others = published.rateCards.filter(({ version }) => version !== card.version);
  return (planId) => rateCardAt({ rateCards: [...others, card] }, card.effectiveFromMs, planId) === card;
}

async function sumUp(
  store: CreditStore,
  loaded: LoadedAccount,
  { card, entriesMax: most, firstSeq, index }: Terms & { readonly firstSeq: number; readonly index: number },
): Promise<Replay> {
  const { accountId } = loaded.account;
  let sums = emptyReplay;
  let isPartial = false;
  let lookedAt = 0;
  let nextSeq: number | undefined;
  const onFault = (): void => {
    isPartial = true;
  };
  for await (const entry of store.entriesFrom(loaded, firstSeq, 'ascending', { onFault })) {
    if (entry.cycle > index) break;
    if (lookedAt === most) {
      nextSeq = entry.seq;
      break;
    }
    lookedAt += 1;
    if (isCharge(entry)) sums = addCharge(sums, entry, card);
    if (entry.type !== 'reversal') continue;
    const charge = await soundEntry(store, loaded, entry.reverses);
    if (charge !== undefined && isCharge(charge)) sums = addReversal(sums, entry, { charge, card });
    else isPartial = true;
  }
  const account = { accountId, cycle: index, isPartial, ...sums };
  return { kind: 'replayed', account, lookedAt, ...present({ nextSeq }) };
}
