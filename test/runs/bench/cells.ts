/** The cells to measure, in which order, and for how long. */
import type { EngineName } from '../../../infra/local/engine.ts';
import { type MeasuredBatches, measureBatches } from './batches.ts';
import { type Measurement, measure } from './cell.ts';
import { startBench } from './environment.ts';
import { historiesOf } from './history.ts';
import { seededRandom } from './random.ts';
import type { Subject } from './subject.ts';
import { createTurns } from './turns.ts';

export interface Scale {
  readonly spreadAccounts: number;
  readonly detailedAccounts: number;
  /** The time of a cell, whichever is reached first. */
  readonly cellMs: number;
  readonly debitsMax: number;
}

export const fullScale: Scale = { spreadAccounts: 10_000, detailedAccounts: 2_000, cellMs: 6_000, debitsMax: 40_000 };
/** To try the bench itself: its figures mean little. */
export const quickScale: Scale = { spreadAccounts: 500, detailedAccounts: 200, cellMs: 800, debitsMax: 2_000 };

const clientCounts = [1, 16, 64] as const;
const clientsMax = 64;
const warmUp = { clients: 16, debitsMax: 400, maxMs: 2_000 };
/** Room for a hundred thousand turns on one account; spread ones live on less. */
const hotPlan = 'scale';
const spreadPlan = 'team';

export interface Plan {
  readonly engine: EngineName;
  readonly scale: Scale;
  readonly say: (line: string) => void;
}

/** Debits in a batch, and clients that send one after the other. */
const batchLoads = [
  { size: 40, clients: 64 },
  { size: 100, clients: 16 },
  { size: 500, clients: 4 },
] as const;

export interface MeasuredAll {
  readonly cells: readonly Measurement[];
  readonly batches: readonly MeasuredBatches[];
}

export async function measureAll({ engine, scale, say }: Plan): Promise<MeasuredAll> {
  const random = seededRandom(20_261_122);
  const turn = createTurns({ random });
  const detailedTurn = createTurns({ random, isDetailed: true });
  const opaqueTurn = createTurns({ random, isOpaque: true });
  const spread = namesOf('customer', scale.spreadAccounts);
  const detailed = namesOf('detailed', scale.detailedAccounts);
  const hot = clientCounts.map((clients) => `hot-${clients}`);

  const bench = await startBench(engine, clientsMax);
  const measured: Measurement[] = [];
  try {
    say(`Bringing ${spread.length} accounts to where a while of debits leaves them…`);
    await bench.open(historiesOf({ accountIds: ['warm', ...hot], planId: hotPlan, turn, random }));
    await bench.open(historiesOf({ accountIds: spread, planId: spreadPlan, turn, random }));
    await bench.open(historiesOf({ accountIds: detailed, planId: spreadPlan, turn: detailedTurn, random }));

    const { cellMs: maxMs, debitsMax } = scale;
    for (const subject of bench.subjects)
      await measure({ subject, placement: 'warm', accountIds: ['warm'], turn, random, ...warmUp });
    const cell = async (subject: Subject, clients: number, load: Load): Promise<void> => {
      const found = await measure({ turn, ...load, subject, clients, random, debitsMax, maxMs });
      measured.push(found);
      say(`${load.placement}, ${clients} clients, ${subject.name}: ${Math.round(found.perSecond)} debits/s`);
    };
    for (const [index, clients] of clientCounts.entries()) {
      const accountIds = hot.slice(index, index + 1);
      for (const subject of bench.subjects) await cell(subject, clients, { placement: 'hot', accountIds });
    }
    for (const clients of clientCounts)
      for (const subject of bench.subjects) await cell(subject, clients, { placement: 'spread', accountIds: spread });
    for (const subject of bench.subjects.filter(({ isOurs }) => isOurs))
      await cell(subject, 16, { placement: 'spread, detailed', accountIds: detailed, turn: detailedTurn });
    for (const subject of bench.subjects.filter(({ isOurs }) => isOurs))
      await cell(subject, 16, { placement: 'spread, opaque keys', accountIds: spread, turn: opaqueTurn });
    const batches: MeasuredBatches[] = [];
    for (const { size, clients } of batchLoads) {
      const found = await measureBatches({
        url: bench.url,
        size,
        clients,
        accountIds: spread,
        turn,
        random,
        forMs: maxMs,
      });
      batches.push(found);
      say(`batches of ${size}, ${clients} clients: ${Math.round(found.perSecond)} debits/s`);
    }
    return { cells: measured, batches };
  } finally {
    await bench.stop();
  }
}

interface Load {
  readonly placement: string;
  readonly accountIds: readonly string[];
  readonly turn?: ReturnType<typeof createTurns>;
}

function namesOf(prefix: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `${prefix}-${String(index + 1).padStart(5, '0')}`);
}
