/** The happenings of an account, by day: entries of its ledger that are no usage, how many uses were turned away, and when it was in quarantine. */
import type { Answer, CreditsClient } from '../../../../shared/client/credits-client.ts';
import { present } from '../../../../shared/domain/present.ts';
import { dayMs } from '../../../../shared/domain/time.ts';
import type { Entry, Insights } from '../../reading/shapes.ts';
import { dateText } from '../../writing/instants.ts';
import { dateOf, startOf } from '../../writing/zone-days.ts';
import type { QuarantineMark } from './quarantine-marks.ts';

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
  /** Beginnings and ends of quarantines. */
  readonly quarantines: readonly QuarantineMark[];
}

type Refused = Insights['refused'][number];

const pageMax = 100;
/** Entries that make a page worth showing. */
const enough = 30;
/** Requests of one reading: a ledger of much usage and little else is gone through in steps. */
const requestsMax = 10;

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

/** Whatever happened to an account, of which some is told. */
export interface Told {
  readonly entries: readonly Entry[];
  readonly refused: readonly Refused[];
  readonly quarantines: readonly QuarantineMark[];
}

type Filling = { -readonly [Name in keyof Omit<DayOfHappenings, 'day'>]: DayOfHappenings[Name][number][] };

/**
 * The days on which anything happened, newest first, as far back as the entries go: what was before is on an earlier page. A refusal's
 * day is the account's; in another zone it is told on the day of its noon.
 */
export function byDay(
  { entries, refused, quarantines }: Told,
  zones: { readonly shown: string; readonly account: string },
): readonly DayOfHappenings[] {
  const days = new Map<string, Filling & { readonly atMs: number }>();
  const dayAt = (atMs: number): Filling => {
    const name = dateText(atMs, zones.shown);
    const day = days.get(name) ?? { atMs, entries: [], refused: [], quarantines: [] };
    days.set(name, day);
    return day;
  };
  for (const entry of entries) dayAt(Date.parse(entry.at)).entries.push(entry);
  const oldest = entries.map(({ at }) => at).toSorted()[0];
  const oldestDay = oldest === undefined ? '' : dateOf(Date.parse(oldest), zones.account);
  for (const { reason, days: counted } of refused)
    for (const { day, requests } of counted) {
      const startMs = startOf(day, zones.account);
      if (day >= oldestDay && startMs !== undefined) dayAt(startMs + dayMs / 2).refused.push({ reason, requests });
    }
  for (const mark of quarantines) if (mark.at >= (oldest ?? '')) dayAt(Date.parse(mark.at)).quarantines.push(mark);
  return [...days].map(([day, { atMs, ...of }]) => ({ day, atMs, ...of })).toSorted((a, b) => b.atMs - a.atMs);
}
