/** The brake of each account, in an item beside it (`BRAKE#<account id>`, `BRAKE`): what it watches, and what was used beyond habit. Every write is on condition of its version. */
import * as z from 'zod/mini';
import { type Brake, noBrake } from '../domain/account/brake.ts';
import { present } from '../domain/present.ts';
import { parse } from './parse.ts';
import { whole } from './stored-parts.ts';
import { StoreUnavailable, type Table } from './table.ts';
import type { Item, Key } from './table-keys.ts';

export interface Brakes {
  /** One that was never turned on watches nothing. */
  read(accountId: string): Promise<Brake>;
  /** Changes it, as often as others change it meanwhile. The very same one is not written again. */
  rewrite(accountId: string, change: (brake: Brake) => Brake): Promise<Brake>;
}

const triesMax = 10;

export function brakePk(accountId: string): string {
  return `BRAKE#${accountId}`;
}

export function createBrakes(table: Table): Brakes {
  async function load(accountId: string): Promise<{ readonly brake: Brake; readonly version: number }> {
    const item = await table.get(keyOf(accountId));
    return item === undefined ? { brake: noBrake, version: 0 } : decode(item);
  }

  async function rewrite(accountId: string, change: (brake: Brake) => Brake): Promise<Brake> {
    for (let tries = 0; tries < triesMax; tries += 1) {
      const { brake, version } = await load(accountId);
      const next = change(brake);
      if (next === brake) return brake;
      const guard = version === 0 ? ({ kind: 'absent' } as const) : ({ kind: 'version', version } as const);
      const item = { ...keyOf(accountId), ...next, version: version + 1 };
      if ((await table.put(item, guard)).kind === 'stored') return next;
    }
    throw new StoreUnavailable('the brake of an account was too busy');
  }

  return { read: async (accountId) => (await load(accountId)).brake, rewrite };
}

function keyOf(accountId: string): Key {
  return { pk: brakePk(accountId), sk: 'BRAKE' };
}

const stored = z.object({
  dimension: z.optional(z.string()),
  setBy: z.optional(z.object({ caller: z.string(), actor: z.optional(z.string()), atMs: whole })),
  seq: whole,
  values: z.array(z.object({ value: z.string(), heldMicrocredits: whole, atMs: whole })),
  resting: z.array(z.object({ limitId: z.string(), untilMs: whole })),
  version: whole,
});

function decode(item: Item): { readonly brake: Brake; readonly version: number } {
  const { dimension, setBy, seq, values, resting, version } = parse(stored, item, 'the brake of an account');
  const by = setBy && { caller: setBy.caller, atMs: setBy.atMs, ...present({ actor: setBy.actor }) };
  return { brake: { ...present({ dimension, setBy: by }), seq, values, resting }, version };
}
