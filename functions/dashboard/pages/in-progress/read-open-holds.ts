import type { Answer, CreditsClient } from '../../../../shared/client/credits-client.ts';
import { holdLifeMaxMs } from '../../../../shared/domain/account/hold.ts';
import { present } from '../../../../shared/domain/present.ts';
import type { Hold } from '../../reading/shapes.ts';

export interface OpenHold extends Hold {
  /** The time of the entry that set it aside; unknown beyond the bound. */
  readonly openedAt?: string;
}

export interface OpenHolds {
  readonly holds: readonly OpenHold[];
  readonly isCut: boolean;
}

/** Pages of up to 1,000 entries looked at each. */
const pagesMax = 5;

/** The open holds that end first, and since when they are: their entries are at most a hold's longest life old. */
export async function readOpenHolds(client: CreditsClient, accountId: string): Promise<Answer<OpenHolds>> {
  const listed = await client.listHolds({ accountId, query: {} });
  if (listed.kind === 'refused') return listed;
  const { holds, nextCursor } = listed.value;
  const opened = await openedAt(client, accountId, holds);
  return {
    ...listed,
    value: {
      isCut: nextCursor !== undefined,
      holds: holds.map((hold) => {
        const at = opened.get(hold.holdId);
        return at === undefined ? hold : { ...hold, openedAt: at };
      }),
    },
  };
}

async function openedAt(
  client: CreditsClient,
  accountId: string,
  holds: readonly Hold[],
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  const [first] = holds.map(({ expiresAt }) => Date.parse(expiresAt)).toSorted((a, b) => a - b);
  if (first === undefined) return found;
  const from = new Date(first - holdLifeMaxMs).toISOString();
  const wanted = new Set(holds.map(({ holdId }) => holdId));
  let cursor: string | undefined;
  for (let pages = 0; pages < pagesMax; pages += 1) {
    const page = await client.readLedger({
      accountId,
      query: { type: 'hold', order: 'desc', from, ...present({ cursor }) },
    });
    if (page.kind === 'refused') return found;
    for (const { hold, at } of page.value.entries)
      if (hold !== undefined && wanted.has(hold.holdId)) found.set(hold.holdId, at);
    cursor = page.value.nextCursor;
    if (cursor === undefined || found.size === wanted.size) return found;
  }
  return found;
}
