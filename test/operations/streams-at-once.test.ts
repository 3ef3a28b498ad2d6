import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { microcredits } from '../../shared/domain/amount.ts';
import { advanceAccount } from '../../shared/operations/advance-account.ts';
import { authorizeHold } from '../../shared/operations/authorize-hold.ts';
import { captureHold } from '../../shared/operations/capture-hold.ts';
import { reportUsage } from '../../shared/operations/report-usage.ts';
import { credits, requestNamed, startMs } from '../support/builders/fixtures.ts';
import { openOne } from '../support/builders/fleet.ts';
import { expectSound, lifeMs } from '../support/builders/stored-holds.ts';
import { engines, startTestStore, type TestStore } from '../support/engines/engines.ts';
import { rounds } from '../support/expectations/effort.ts';

describe.each(engines)('holds over %s', (engine) => {
  let test: TestStore;
  beforeAll(async () => {
    test = await startTestStore(engine);
  });
  afterAll(() => test.stop());

  it('1,000 streams at once with random kills never spend more than there is, and lose at most `extendBy` each', async () => {
    const accountId = await openOne(test.newStore(), `streams-${engine}`);
    const streams = rounds(1_000);
    const extendBy = credits(0.5);
    let seed = 7;
    const random = (): number => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed / 2_147_483_647;
    };
    const stores = [test.newStore(), test.newStore()];
    let usedInAll = 0;
    let killed = 0;
    const stream = async (index: number): Promise<void> => {
      const store = stores[index % 2] ?? test.newStore();
      const charge = { credits: extendBy, category: 'ai' } as const;
      const asks = {
        ...requestNamed(`s${index}`),
        accountId,
        charge,
        lifeMs,
        whenExhausted: 'pause',
        extendBy,
      } as const;
      const held = await authorizeHold(store, asks, startMs);
      if (held.kind !== 'done') return;
      const holdId = held.value.hold?.holdId ?? '';
      const wanted = Math.ceil(random() * 3) * 400_000;
      let used = 0;
      while (used < wanted) {
        used = Math.min(wanted, used + 300_000);
        const report = {
          ...requestNamed(`s${index} ${used}`),
          accountId,
          holdId,
          charge: { credits: microcredits(used) },
        };
        const said = await reportUsage(store, report, startMs + 1);
        if (said.kind !== 'done' || said.value.decision === 'pause') {
          used = Math.min(used, said.kind === 'done' ? said.value.hold.credits : used);
          break;
        }
        if (random() < 0.1) {
          killed += 1;
          usedInAll += used;
          return;
        }
      }
      const end = {
        ...requestNamed(`s${index} end`),
        accountId,
        holdId,
        charge: { credits: microcredits(used) },
        isLateAllowed: false,
      };
      const captured = await captureHold(store, end, startMs + 2);
      expect(captured.kind).toBe('done');
      usedInAll += used;
    };
    for (let start = 0; start < streams; start += 250)
      await Promise.all(Array.from({ length: 250 }, (_, index) => stream(start + index)));

    await advanceAccount(test.newStore(), accountId, startMs + lifeMs + 10);
    const entries = await expectSound(test.newStore(), accountId);
    for (const { after } of entries) expect(after.available + after.held).toBeLessThanOrEqual(credits(1_000));
    const loaded = await test.newStore().readAccount(accountId);
    expect(loaded?.account.openHolds).toBe(0);
    const billed = entries
      .filter(({ type }) => type === 'capture' || type === 'hold-expiry')
      .reduce((sum, entry) => sum + entry.credits, 0);
    expect(killed).toBeGreaterThan(20);
    expect(billed).toBeLessThanOrEqual(usedInAll);
    expect(usedInAll - billed).toBeLessThanOrEqual(killed * extendBy);
  }, 120_000);
});
