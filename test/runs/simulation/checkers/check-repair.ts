/** The conditions that hold of a repaired account (R32): what stands, what its books come to, and what its keys answer. */
import type { GivenUp } from '../../../../shared/domain/account/withdrawn.ts';
import type { Entry } from '../../../../shared/domain/ledger/entry.ts';
import { isMoving, marksOf } from '../../../../shared/domain/ledger/mark.ts';
import { AccountQuarantined } from '../../../../shared/storage/table.ts';
import { accountKey, markKey } from '../../../../shared/storage/table-keys.ts';
import { rules } from '../catalogue.ts';
import type { SimRequest } from '../request-kinds.ts';
import { entryOf } from '../requests.ts';
import type { SimProcess } from '../sim-process.ts';
import type { World } from '../world.ts';
import type { AccountObservation } from './account-observation.ts';
import { openBooks } from './books.ts';
import { checkState } from './check-state.ts';
import { post } from './post.ts';
import type { Find } from './rules.ts';

export interface Repaired {
  readonly watched: AccountObservation;
  /** The last entry that stands. */
  readonly through: number;
  /** Those before it that nobody can tell any more; their effect stands. */
  readonly lost: readonly GivenUp[];
  readonly entry: Entry;
  /** The highest number that an entry was seen to have. */
  readonly lastSeq: number;
}

/** Checks that what stands is what was committed, up to the entry that the repair named, and that the account is what that adds up to. */
export async function checkRepaired(world: World, repaired: Repaired, { store }: SimProcess, say: Find): Promise<void> {
  const { watched, through, entry, lastSeq } = repaired;
  const { accountId, entries } = watched;
  if (entry.seq <= lastSeq) say('R32', `its entry has the number ${entry.seq}, which was given before`);
  const loaded = await store.readAccount(accountId);
  const item = world.table.peek(accountKey(accountId));
  if (loaded === undefined || item === undefined) return say('R32', 'is gone');
  if (loaded.quarantine !== undefined) say('R32', 'is in quarantine still');
  const standing = new Map<number, Entry>();
  const onFault = ({ first, last }: { first: number; last: number }): void => {
    if (!isGivenUp(repaired, first) || !isGivenUp(repaired, last))
      say('R32', `entries ${first} to ${last} can't be read, and nobody said so`);
  };
  for await (const each of store.entriesFrom(loaded, 1, 'ascending', { onFault })) standing.set(each.seq, each);
  checkMarks(world, repaired, standing, say);
  const books = openBooks();
  for (let seq = 1; seq <= through; seq += 1) {
    const stands = standing.get(seq);
    const committed = entries[seq - 1] ?? stands;
    if (committed === undefined) return say('R32', `entry ${seq} is gone`);
    if (stands !== undefined && stands.hash !== committed.hash) say('R32', `shows another entry ${seq}`);
    if (stands === undefined && !isGivenUp(repaired, seq)) say('R32', `lost entry ${seq} without a word`);
    post(books, committed, rules, () => {});
  }
  for (const seq of standing.keys())
    if (seq > through && seq !== entry.seq) say('R32', `entry ${seq} stands, after the last that was proved`);
  checkState({ ...watched, books }, loaded, { item, before: undefined }, say);
}

/** A mark that moves on stands at the newest entry of its kind that does, or at one that is lost; never at one that was withdrawn. */
function checkMarks(
  { table }: World,
  { watched: { accountId }, through }: Repaired,
  standing: ReadonlyMap<number, Entry>,
  say: Find,
): void {
  const newest = new Map([...standing.values()].flatMap((entry) => [...marksOf(entry)]));
  for (const [mark, { seq }] of newest) {
    const at = Number(table.peek(markKey(accountId, mark))?.['seq'] ?? 0);
    if (isMoving(mark) && (at < seq || at > through)) say('R32', `the mark of entry ${seq} stands at entry ${at}`);
  }
}

function isGivenUp({ lost }: Repaired, seq: number): boolean {
  return lost.some(({ first, last }) => first <= seq && seq <= last);
}

/** Keys that are asked again: all would take long, and each is as good as another. */
const askedMax = 12;

/** Requests whose entry stands are answered by it once more; those whose entry was withdrawn are refused, and not carried out again. */
export async function checkKeysAfter(
  repaired: Repaired,
  { requests, process }: { readonly requests: readonly SimRequest[]; readonly process: SimProcess },
  say: Find,
): Promise<void> {
  const { watched, through } = repaired;
  const made = new Map(requests.map((request) => [`${request.key} ${request.fingerprint}`, request]));
  const known = [...watched.byKey.values()].toReversed().slice(0, askedMax);
  for (const before of known) {
    const request = made.get(`${before.idempotencyKey} ${before.fingerprint}`);
    if (request === undefined) continue;
    const told = await answerOf(request, process);
    if (before.seq > through && told !== 'entry-withdrawn')
      say('R32', `${request.key}, whose entry ${before.seq} was withdrawn, is answered ${told}`);
    if (isGivenUp(repaired, before.seq) && told !== 'entry-lost')
      say('R32', `${request.key}, whose entry ${before.seq} is lost, is answered ${told}`);
    if (before.seq <= through && !isGivenUp(repaired, before.seq) && told !== before.hash && told !== 'done')
      say('R32', `${request.key}, whose entry ${before.seq} stands, is answered ${told}`);
  }
}

/** The entry's hash, or the reason of a refusal; "done" of what is answered by no entry, as an opening is. */
async function answerOf(request: SimRequest, { store, clockMs }: SimProcess): Promise<string> {
  try {
    const outcome = await request.run(store, clockMs());
    if (outcome.kind === 'refused') return outcome.refusal.reason;
    return outcome.kind === 'done' ? (entryOf(outcome.value)?.hash ?? 'done') : outcome.message;
  } catch (cause) {
    if (cause instanceof AccountQuarantined) return 'quarantined';
    throw cause;
  }
}
