/** Holds the figures of one history against each other, wherever they are shown. */
import { expect } from 'vitest';
import { accountJson } from '../../../shared/contract/answers/account.ts';
import { ledgerCsv } from '../../../shared/contract/answers/ledger-tables.ts';
import { balanceOf, viewOf } from '../../../shared/domain/account/account.ts';
import { hasEnded } from '../../../shared/domain/account/grant.ts';
import { burnOf } from '../../../shared/domain/insights/burn.ts';
import { left } from '../../../shared/domain/ledger/books.ts';
import type { Entry } from '../../../shared/domain/ledger/entry.ts';
import { fold } from '../../../shared/domain/ledger/fold.ts';
import type { Movement } from '../../../shared/domain/ledger/movement.ts';
import { openProjection, project } from '../../../shared/domain/projections/projection.ts';
import { usageRows } from '../../../shared/domain/projections/usage-trend.ts';
import { utcClock } from '../../../shared/domain/zone-clock.ts';
import { plans } from '../builders/fixtures.ts';
import { movementsIn } from '../builders/movements.ts';
import type { Undoing } from '../builders/undoing.ts';

const lateFrom = Number.NEGATIVE_INFINITY;

interface CycleOf {
  readonly index: number;
  readonly startMs: number;
  readonly endMs: number;
  readonly entries: readonly Entry[];
}

function cyclesOf(entries: readonly Entry[]): readonly CycleOf[] {
  const opening = entries.filter(({ cycleStartMs }) => cycleStartMs !== undefined);
  return opening.map(({ cycle, cycleStartMs = 0, expiresAtMs = 0 }) => ({
    index: cycle,
    startMs: cycleStartMs,
    endMs: expiresAtMs,
    entries: entries.filter((entry) => entry.cycle === cycle),
  }));
}

function sumOf(movements: readonly Movement[], types: readonly Movement['type'][]): bigint {
  return movements.filter(({ type }) => types.includes(type)).reduce((sum, { credits }) => sum + credits, 0n);
}

/** As somebody reads it who has the file alone. */
function usedByExport(csv: string): bigint {
  const [head = '', ...rows] = csv.trimEnd().split('\r\n');
  const names = head.split(',');
  const [type, credits] = [names.indexOf('type'), names.indexOf('credits')];
  let sum = 0n;
  for (const row of rows) {
    const cells = row.split(',');
    const amount = BigInt(Math.round(Number(cells[credits]) * 1_000_000));
    if (['debit', 'capture', 'hold-expiry', 'accrual'].includes(cells[type] ?? '')) sum += amount;
    if (cells[type] === 'reversal') sum -= amount;
  }
  return sum;
}

function rollUpsOf(entries: readonly Entry[]) {
  return project(openProjection('acme'), entries, plans).projection.recent;
}

function sum(amounts: Iterable<bigint>): bigint {
  let total = 0n;
  for (const amount of amounts) total += amount;
  return total;
}

export function checkUsage({ entries }: Undoing): void {
  const rollUps = rollUpsOf(entries);
  for (const cycle of cyclesOf(entries)) {
    const used = -sumOf(movementsIn(cycle.entries), ['used', 'reversed']);
    const report = (by: 'nothing' | 'category' | 'sku'): bigint => {
      const rows = usageRows(
        rollUps,
        { kind: 'cycle', cycle },
        { interval: 'cycle', grouping: { by }, clock: utcClock },
      );
      return sum(rows.map(({ credits }) => credits));
    };
    const burn = burnOf(rollUps, { cycle, nowMs: cycle.endMs, fromMs: lateFrom });
    const figures = {
      export: usedByExport(ledgerCsv({ entries: cycle.entries })),
      usage: report('nothing'),
      byCategory: report('category'),
      bySku: report('sku'),
      insights: burn.total.cycle?.credits,
    };
    expect(figures).toEqual({ export: used, usage: used, byCategory: used, bySku: used, insights: used });
  }
}

/** Grant by grant the account is what its export comes to; and together they are what its statements say. */
export function checkGrants({ account, entries }: Undoing): void {
  const folded = fold(entries);
  const shown = accountJson(viewOf(account));
  for (const grant of shown.grants) {
    const books = folded.grants.get(grant.grantId);
    if (books === undefined) throw new Error(`nobody granted ${grant.grantId}`);
    const isEnded = account.grants.some((each) => each.grantId === grant.grantId && hasEnded(each));
    const credits = (amount: bigint): number => Number(amount) / 1_000_000;
    expect({ ...grant, source: '', expiresAt: '', lost: 0, remaining: isEnded ? 0 : grant.remaining }).toEqual({
      grantId: grant.grantId,
      ...{ source: '', expiresAt: '', lost: 0 },
      granted: credits(books.granted),
      used: credits(books.used),
      refunded: books.refunded === 0n ? undefined : credits(books.refunded),
      repaid:
        books.repaidDebt + books.repaidOverrun === 0n ? undefined : credits(books.repaidDebt + books.repaidOverrun),
      corrected: undefined,
      held: credits(books.held),
      remaining: isEnded ? 0 : credits(left(books)),
    });
  }
  // The bar of the page that shows the balance: what was granted and not taken back, in the parts that it draws.
  for (const { granted, refunded = 0, repaid = 0, corrected = 0, used, held, remaining, lost = 0 } of shown.grants) {
    const [kept, drawn] = [
      [granted, -refunded, -repaid, -corrected],
      [used, held, remaining, lost],
    ].map((parts) => parts.reduce((total: number, part) => total + Math.round(Number(part) * 1_000_000), 0));
    expect(kept).toBe(drawn);
  }
  const all = [...folded.grants.values()];
  const movements = cyclesOf(entries).flatMap((cycle) => movementsIn(cycle.entries));
  const reversals = entries.filter((entry) => entry.type === 'reversal');
  const forfeited = sum(
    reversals.flatMap(({ slices }) => slices.flatMap((each) => (each.forfeited ? [BigInt(each.credits)] : []))),
  );
  const returned = sum(reversals.flatMap(({ returned: back = [] }) => back.map(({ credits }) => BigInt(credits))));
  const debts = sum(movements.filter(({ type }) => type === 'uncovered').map(({ debt }) => debt));
  const unpaid = sumOf(movements, ['uncovered']) - debts;
  expect({
    granted: sum(all.map(({ granted }) => granted)),
    used: sum(all.map(({ used }) => used)),
    refunded: sum(all.map(({ refunded }) => refunded)),
    repaid: sum(all.map(({ repaidDebt, repaidOverrun }) => repaidDebt + repaidOverrun)),
    expired: sum(all.map(({ expired }) => expired)),
    left: BigInt(balanceOf(account).available),
  }).toEqual({
    granted: sumOf(movements, ['granted']),
    used: -sumOf(movements, ['used', 'reversed']) - unpaid + forfeited + returned,
    refunded: -sumOf(movements, ['refunded', 'charged-back']) - debts,
    repaid: -sumOf(movements, ['repaid']) - returned,
    expired: -sumOf(movements, ['expired', 'forfeited']) - forfeited,
    left: sum(movements.map(({ credits }) => credits)) - BigInt(balanceOf(account).held),
  });
}
