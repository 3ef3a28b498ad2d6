/**
 * Endpoints, each an item of its own, with the secrets that sign what is delivered to it. What was deleted leaves its id alone, so that
 * none comes again.
 */
import * as z from 'zod/mini';
import { disabledReasons, type Endpoint } from '../domain/endpoint.ts';
import { newsForms } from '../domain/news-body.ts';
import { present } from '../domain/present.ts';
import { secondMs } from '../domain/time.ts';
import { endpointKey, endpointsPk } from './endpoint-keys.ts';
import { parse } from './parse.ts';
import { whole } from './stored-parts.ts';
import { StoreUnavailable, type Table } from './table.ts';
import type { Item } from './table-keys.ts';

export interface Endpoints {
  create(endpoint: Endpoint): Promise<void>;
  /** Undefined of one that never was, or was deleted. */
  read(endpointId: string): Promise<Endpoint | undefined>;
  /** All of them, in the order of their ids. */
  list(): Promise<readonly Endpoint[]>;
  /** All of them, read at most every ten seconds. */
  known(nowMs: number): Promise<readonly Endpoint[]>;
  /** The endpoint as `change` leaves it, or as it is where that answers the same; undefined where there is none. */
  rewrite(endpointId: string, change: (endpoint: Endpoint) => Endpoint): Promise<Endpoint | undefined>;
  /** Forgets all of it but its id. Resolves where there is none. */
  remove(endpointId: string): Promise<void>;
}

const keptMs = 10 * secondMs;
const triesMax = 20;
const pageSize = 200;
const pagesMax = 100;

export function createEndpoints(table: Table): Endpoints {
  let kept: { readonly endpoints: readonly Endpoint[]; readonly atMs: number } | undefined;

  async function load(endpointId: string): Promise<StoredEndpoint | undefined> {
    const item = await table.get(endpointKey(endpointId));
    return item && decode(item);
  }

  async function list(): Promise<readonly Endpoint[]> {
    const endpoints: Endpoint[] = [];
    let from = '!';
    for (let pages = 0; pages < pagesMax; pages += 1) {
      const items = await table.query({ pk: endpointsPk, from, to: '~', order: 'ascending', limit: pageSize });
      endpoints.push(...items.flatMap((item) => decode(item)?.endpoint ?? []));
      const last = items.at(-1);
      if (last === undefined || items.length < pageSize) break;
      from = `${last.sk} `;
    }
    return endpoints;
  }

  async function replace(
    endpointId: string,
    changed: (endpoint: Endpoint) => Item | undefined,
  ): Promise<Endpoint | undefined> {
    for (let tries = 0; tries < triesMax; tries += 1) {
      const known = await load(endpointId);
      if (known === undefined) return undefined;
      const item = changed(known.endpoint);
      if (item === undefined) return known.endpoint;
      const { version } = known;
      const outcome = await table.put({ ...item, version: version + 1 }, { kind: 'version', version });
      if (outcome.kind === 'stored') return decode(item)?.endpoint;
    }
    throw new StoreUnavailable('the endpoint was too busy');
  }

  return {
    create: async (endpoint) => {
      const { kind } = await table.put(encode(endpoint), { kind: 'absent' });
      if (kind !== 'stored') throw new StoreUnavailable('it is not known whether the endpoint was stored');
    },
    read: async (endpointId) => (await load(endpointId))?.endpoint,
    list,
    known: async (nowMs) => {
      if (kept === undefined || nowMs < kept.atMs || nowMs - kept.atMs >= keptMs)
        kept = { endpoints: await list(), atMs: nowMs };
      return kept.endpoints;
    },
    rewrite: (endpointId, change) =>
      replace(endpointId, (endpoint) => {
        const changed = change(endpoint);
        return changed === endpoint ? undefined : encode(changed);
      }),
    remove: async (endpointId) => {
      await replace(endpointId, () => ({ ...endpointKey(endpointId), version: 1, isRemoved: true }));
    },
  };
}

interface StoredEndpoint {
  readonly endpoint: Endpoint;
  readonly version: number;
}

const disabling = { atMs: whole, reason: z.enum(disabledReasons) };
const secret = { text: z.string(), madeAtMs: whole };
const storedEndpoint = z.object({
  version: whole,
  name: z.string(),
  form: z.enum(newsForms),
  url: z.optional(z.string()),
  eventTypes: z.optional(z.array(z.string())),
  accountIds: z.optional(z.array(z.string())),
  accountPrefix: z.optional(z.string()),
  createdAtMs: whole,
  disabled: z.optional(z.object(disabling)),
  untold: z.optional(z.array(z.object({ ...disabling, failingSinceMs: z.optional(whole) }))),
  failingSinceMs: z.optional(whole),
  secret: z.object(secret),
  formerSecrets: z.array(z.object({ ...secret, endsAtMs: whole })),
});

function encode({ endpointId, ...endpoint }: Endpoint): Item {
  return { ...endpointKey(endpointId), ...endpoint, version: 1 };
}

function decode(item: Item): StoredEndpoint | undefined {
  if (item['isRemoved'] === true) return undefined;
  const { version, url, eventTypes, accountIds, accountPrefix, disabled, failingSinceMs, untold, ...endpoint } = parse(
    storedEndpoint,
    item,
    'an endpoint',
  );
  const disablings = untold?.map(({ failingSinceMs: sinceMs, ...each }) => ({
    ...each,
    ...present({ failingSinceMs: sinceMs }),
  }));
  const filter = present({ url, eventTypes, accountIds, accountPrefix });
  const told = { ...filter, ...present({ disabled, failingSinceMs, untold: disablings }) };
  return { endpoint: { endpointId: item.sk, ...endpoint, ...told }, version };
}
