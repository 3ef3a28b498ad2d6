/** How projections and roll-ups are kept: short JSON, since the one is written with every batch and the other is long. */
import * as z from 'zod/mini';
import { type GrantSource, grantSources } from '../domain/account/grant.ts';
import { type Microcredits, microcredits } from '../domain/amount.ts';
import { categories } from '../domain/catalogue/rate-card.ts';
import type { Cycle } from '../domain/cycle.ts';
import { present } from '../domain/present.ts';
import { type FleetMember, fleetLevels, newMember } from '../domain/projections/fleet.ts';
import { type FacetRanks, facetPlaces } from '../domain/projections/fleet-places.ts';
import type { Projection } from '../domain/projections/projection.ts';
import {
  type Hours,
  type NamedHours,
  openRollUp,
  type RollUp,
  type RollUps,
  rollUpKey,
} from '../domain/projections/roll-up.ts';
import type { TopUpState } from '../domain/projections/top-up.ts';
import { recordOf } from '../domain/record-of.ts';
import { itemSizeBytes } from './item-size.ts';
import { parse } from './parse.ts';
import { whole } from './stored-parts.ts';
import type { Item } from './table-keys.ts';
import { projectionKey, usageKey } from './table-keys.ts';

/** A projection as it was read. */
export interface StoredProjection {
  readonly projection: Projection;
  readonly version: number;
  /**
   * True when `recent` is to be added to its days before anything else is written. It was decided and stored with this
   * version, so that everyone who goes on from it does the same (see `projections.ts`).
   */
  readonly isFull: boolean;
}

/** A day as it was read: its roll-up, and the last entry in it. */
export interface StoredDay {
  readonly rollUp: RollUp;
  readonly version: number;
  readonly seq: number;
}

/** Room for the next batch within one write unit. */
const fullBytes = 768;

/** Microcredits that a double doesn't hold are texts. */
const amount = z.union([whole, z.string()]);
/** hour, microcredits, hour, microcredits, ... */
const storedHours = z.array(amount);
const storedNames = z.object({ n: z.array(z.tuple([z.string(), storedHours])), o: z.optional(storedHours) });
const storedSources = z.optional(z.array(z.tuple([z.enum(grantSources), storedHours])));
const storedRollUp = z.strictObject({
  /** cycle: index, start, end */ x: z.tuple([whole, whole, whole]),
  /** by category */ g: z.array(z.tuple([z.enum(categories), storedHours])),
  /** by SKU */ s: storedNames,
  /** by dimension */ d: z.array(z.tuple([z.string(), storedNames])),
  /** granted, by source */ r: storedSources,
  /** left unused, by source */ u: storedSources,
});

const storedState = z.strictObject({
  at: whole,
  plan: z.string(),
  seats: z.optional(whole),
  overrun: z.optional(whole),
  crossings: z.optional(z.array(z.tuple([whole, whole]))),
  /** automatic top-up: pack, threshold, most per cycle, asked for, in flight, cap told */
  topUp: z.optional(z.tuple([z.string(), whole, whole, whole, z.boolean(), z.boolean()])),
  /** the plan isn't paid for */
  suspended: z.optional(z.literal(true)),
  cycle: z.tuple([whole, whole, whole]),
  repaired: z.optional(whole),
  dimensions: z.optional(z.array(z.string())),
  /** its ranks in the fleet: peak, available, level, burn, burn as of, ranks by state, available and burn */
  fleet: z.optional(
    z.tuple([whole, whole, whole, whole, whole, z.nullable(whole), z.nullable(whole), z.nullable(whole)]),
  ),
  /** its places in the facets: suspended, runs-out, overrun, unused, silent */
  facets: z.optional(z.array(z.nullable(whole))),
  recent: z.array(z.tuple([z.string(), storedRollUp])),
});

const storedProjection = z.object({
  version: whole,
  seq: whole,
  state: z.string(),
  full: z.optional(z.literal(true)),
});
const storedDay = z.object({ sk: z.string(), version: whole, seq: whole, usage: z.string() });

export function encodeProjection(projection: Projection, version: number): Item {
  const { accountId, seq, atMs, signals, cycle, dimensions, recent, member, facets } = projection;
  const state: z.infer<typeof storedState> = {
    at: atMs,
    plan: signals.planId,
    seats: signals.seats,
    overrun: signals.overrun === 0 ? undefined : signals.overrun,
    crossings: signals.crossings.size === 0 ? undefined : [...signals.crossings],
    topUp: signals.topUp && storedTopUp(signals.topUp),
    suspended: signals.isSuspended,
    cycle: [cycle.index, cycle.startMs, cycle.endMs],
    repaired: projection.repairedBy,
    dimensions: dimensions.length === 0 ? undefined : [...dimensions],
    fleet: storedMember(member),
    facets: facets && facetPlaces.map((place) => facets[place]),
    recent: [...recent.values()].map((rollUp) => [rollUp.day, toStored(rollUp)]),
  };
  const item = { ...projectionKey(accountId), version, seq, state: JSON.stringify(state) };
  return itemSizeBytes(item) > fullBytes ? { ...item, full: true } : item;
}

export function decodeProjection(accountId: string, item: Item): StoredProjection {
  const { version, seq, state: text, full } = parse(storedProjection, item, 'a projection');
  const state = parse(storedState, text, "a projection's state");
  const recent: RollUps = new Map();
  for (const [day, stored] of state.recent) {
    const rollUp = fromStored(day, stored);
    recent.set(rollUpKey(rollUp), rollUp);
  }
  const crossings = new Map(
    (state.crossings ?? []).map(([threshold, count]): [Microcredits, number] => [microcredits(threshold), count]),
  );
  return {
    version,
    isFull: full === true,
    projection: {
      accountId,
      seq,
      atMs: state.at,
      signals: {
        planId: state.plan,
        ...present({ seats: state.seats }),
        overrun: microcredits(state.overrun ?? 0),
        crossings,
        ...(state.topUp === undefined ? {} : { topUp: toTopUp(state.topUp) }),
        ...present({ isSuspended: state.suspended }),
      },
      cycle: toCycle(state.cycle),
      ...present({ repairedBy: state.repaired }),
      dimensions: state.dimensions ?? [],
      recent,
      member: state.fleet === undefined ? newMember : toMember(state.fleet),
      ...present({ facets: state.facets && toFacets(state.facets) }),
    },
  };
}

type StoredMember = NonNullable<z.infer<typeof storedState>['fleet']>;

function storedMember({ peak, available, level, burn, burnAtMs, ranks }: FleetMember): StoredMember {
  const amounts = [peak, available, fleetLevels.indexOf(level), burn, burnAtMs] as const;
  return [...amounts, ranks.state, ranks.available, ranks.burn];
}

function toMember([peak, available, level, burn, burnAtMs, ...ranks]: StoredMember): FleetMember {
  const [state, byAvailable, byBurn] = ranks;
  return {
    peak: microcredits(peak),
    available: microcredits(available),
    level: fleetLevels[level] ?? 'fine',
    burn,
    burnAtMs,
    ranks: { state, available: byAvailable, burn: byBurn },
  };
}

function toFacets(stored: readonly (number | null)[]): FacetRanks {
  return recordOf(facetPlaces, (place) => stored[facetPlaces.indexOf(place)] ?? null);
}

function storedTopUp({
  settings,
  count,
  isInFlight,
  isCapTold,
}: TopUpState): NonNullable<z.infer<typeof storedState>['topUp']> {
  return [settings.packId, settings.threshold, settings.maxPerCycle, count, isInFlight, isCapTold];
}

function toTopUp([packId, threshold, maxPerCycle, count, isInFlight, isCapTold]: NonNullable<
  z.infer<typeof storedState>['topUp']
>): TopUpState {
  return { settings: { packId, threshold: microcredits(threshold), maxPerCycle }, count, isInFlight, isCapTold };
}

export function encodeDay(accountId: string, { rollUp, version, seq }: StoredDay): Item {
  return { ...usageKey(accountId, rollUpKey(rollUp)), version, seq, usage: JSON.stringify(toStored(rollUp)) };
}

export function decodeDay(item: Item): StoredDay {
  const { sk, version, seq, usage } = parse(storedDay, item, "a day's usage");
  const [, day = ''] = sk.split('#');
  return { rollUp: fromStored(day, parse(storedRollUp, usage, "a day's roll-up")), version, seq };
}

function toStored({
  cycle,
  categories: byCategory,
  skus,
  dimensions,
  granted,
  unused,
}: RollUp): z.infer<typeof storedRollUp> {
  return {
    x: [cycle.index, cycle.startMs, cycle.endMs],
    g: [...byCategory].map(([category, hours]) => [category, hoursToStored(hours)]),
    s: namesToStored(skus),
    d: [...dimensions].map(([name, values]) => [name, namesToStored(values)]),
    r: sourcesToStored(granted),
    u: sourcesToStored(unused),
  };
}

function fromStored(day: string, { x, g, s, d, r = [], u = [] }: z.infer<typeof storedRollUp>): RollUp {
  const rollUp = { ...openRollUp(day, toCycle(x)), skus: namesFromStored(s) };
  for (const [category, hours] of g) rollUp.categories.set(category, hoursFromStored(hours));
  for (const [name, values] of d) rollUp.dimensions.set(name, namesFromStored(values));
  for (const [source, hours] of r) rollUp.granted.set(source, hoursFromStored(hours));
  for (const [source, hours] of u) rollUp.unused.set(source, hoursFromStored(hours));
  return rollUp;
}

/** Absent on most days: credits come and go with the cycle. */
function sourcesToStored(sources: ReadonlyMap<GrantSource, Hours>): z.infer<typeof storedSources> {
  return sources.size === 0 ? undefined : [...sources].map(([source, hours]) => [source, hoursToStored(hours)]);
}

function namesToStored({ named, others }: NamedHours): z.infer<typeof storedNames> {
  return {
    n: [...named].map(([name, hours]) => [name, hoursToStored(hours)]),
    o: others.size === 0 ? undefined : hoursToStored(others),
  };
}

function namesFromStored({ n, o }: z.infer<typeof storedNames>): NamedHours {
  return { named: new Map(n.map(([name, hours]) => [name, hoursFromStored(hours)])), others: hoursFromStored(o ?? []) };
}

function hoursToStored(hours: Hours): z.infer<typeof storedHours> {
  return [...hours].flatMap(([hour, credits]) => {
    const number = Number(credits);
    return [hour, Number.isSafeInteger(number) ? number : String(credits)];
  });
}

function hoursFromStored(stored: z.infer<typeof storedHours>): Hours {
  const hours: Hours = new Map();
  for (let at = 0; at + 1 < stored.length; at += 2) hours.set(Number(stored[at]), BigInt(stored[at + 1] ?? 0));
  return hours;
}

function toCycle([index, startMs, endMs]: readonly [number, number, number]): Cycle {
  return { index, startMs, endMs };
}
