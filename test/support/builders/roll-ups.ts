/** Roll-ups as tests write them down: by name, hour of the day and microcredits. */

import type { GrantSource } from '../../../shared/domain/account/grant.ts';
import type { Category } from '../../../shared/domain/catalogue/rate-card.ts';
import type { Cycle } from '../../../shared/domain/cycle.ts';
import {
  type Hours,
  openRollUp,
  type RollUp,
  type RollUps,
  rollUpKey,
} from '../../../shared/domain/projections/roll-up.ts';

type ByHour = Readonly<Record<number, bigint>>;

export interface ToldDay {
  readonly used?: Readonly<Partial<Record<Category, ByHour>>>;
  readonly skus?: Readonly<Record<string, ByHour>>;
  readonly otherSkus?: ByHour;
  readonly users?: Readonly<Record<string, ByHour>>;
  readonly granted?: Readonly<Partial<Record<GrantSource, ByHour>>>;
  readonly unused?: Readonly<Partial<Record<GrantSource, ByHour>>>;
}

export function rollUpOf(day: string, cycle: Cycle, told: ToldDay): RollUp {
  const open = openRollUp(day, cycle);
  fill(open.categories, told.used);
  fill(open.skus.named, told.skus);
  for (const [hour, credits] of hoursOf(told.otherSkus ?? {})) open.skus.others.set(hour, credits);
  if (told.users !== undefined) {
    const users = { named: new Map<string, Hours>(), others: new Map<number, bigint>() };
    fill(users.named, told.users);
    open.dimensions.set('user', users);
  }
  fill(open.granted, told.granted);
  fill(open.unused, told.unused);
  return open;
}

export function rollUpsOf(...all: readonly RollUp[]): RollUps {
  return new Map(all.map((each) => [rollUpKey(each), each]));
}

function fill<Name extends string>(
  into: Map<Name, Hours>,
  told: Readonly<Partial<Record<Name, ByHour>>> | undefined,
): void {
  for (const [name, hours] of Object.entries<ByHour | undefined>(told ?? {}))
    if (hours !== undefined) into.set(name as Name, hoursOf(hours));
}

function hoursOf(hours: ByHour): Hours {
  return new Map(Object.entries(hours).map(([hour, credits]) => [Number(hour), credits]));
}
