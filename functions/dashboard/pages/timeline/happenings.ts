/** The happenings of an account, by day: entries of its ledger that are no usage, and how many uses were turned away. */
import type { Answer, CreditsClient } from '../../../../shared/client/credits-client.ts';
import { present } from '../../../../shared/domain/present.ts';
import type { Entry, Insights } from '../../reading/shapes.ts';
import { dateText } from '../../writing/instants.ts';

export interface Happenings {
  /** Newest first. */
  readonly entries: readonly Entry[];
  readonly nextCursor?: string;
}

export interface DayOfHappenings {
  readonly day: string;
  readonly entries: readonly Entry[];
  /** Uses that were turned away on it. */
  readonly refused: readonly { readonly reason: Refused['reason']; readonly requests: number }[];
}

type Refused = Insights['refused'][number];

const pageMax = 100;
/** Entries that make a page worth showing. */
const enough = 30;
/** Requests of one reading: a ledger of much usage and little else is gone through in steps. */
const requestsMax = 10;
const dayLength = 'YYYY-MM-DD'.length;

/** A page of what happened, newest first, before what a cursor names. A page may have few where much was used meanwhile. */
export async function readHappenings(
  client: CreditsClient,
  { accountId, cursor: from }: { readonly accountId: string; readonly cursor?: string },
): Promise<Answer<Happenings>> {
  const entries: Entry[] = [];
  let cursor = from;
  for (let requests = 0; requests < requestsMax && entries.length < enough; requests += 1) {
    const query = { usage: 'false', order: 'desc', limit: String(pageMax), ...present({ cursor }) } as const;
    const page = await client.readLedger({ accountId, query });
    if (page.kind === 'refused') return page;
    entries.push(...page.value.entries);
    cursor = page.value.nextCursor;
    if (cursor === undefined) break;
  }
  return { kind: 'done', value: { entries, ...present({ nextCursor: cursor }) }, isReplay: false };
}

/** The days on which anything happened, newest first, each by its entries and by what was turned away. A refusal's day is UTC's. */
export function byDay(
  entries: readonly Entry[],
  refused: readonly Refused[],
  timeZone: string,
): readonly DayOfHappenings[] {
  const days = new Map<
    string,
    { atMs: number; entries: Entry[]; refused: { reason: Refused['reason']; requests: number }[] }
  >();
  const dayAt = (atMs: number): NonNullable<ReturnType<typeof days.get>> => {
    const name = dateText(atMs, timeZone);
    const day = days.get(name) ?? { atMs, entries: [], refused: [] };
    days.set(name, day);
    return day;
  };
  for (const entry of entries) dayAt(Date.parse(entry.at)).entries.push(entry);
  // The oldest day that is told of: what was turned away before is on an earlier page.
  const oldestDay = entries.map(({ at }) => at.slice(0, dayLength)).toSorted()[0] ?? '';
  for (const { reason, days: counted } of refused)
    for (const { day, requests } of counted) {
      // Noon is on that day in most zones.
      if (day >= oldestDay) dayAt(Date.parse(`${day}T12:00:00.000Z`)).refused.push({ reason, requests });
    }
  return [...days].map(([day, { atMs, ...of }]) => ({ day, atMs, ...of })).toSorted((a, b) => b.atMs - a.atMs);
}
