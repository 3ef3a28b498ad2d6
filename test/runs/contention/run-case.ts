/** Carries out one case: on ours, each time on an account of its own, and on the textbook. */
import { seededRandom } from '../bench/random.ts';
import { arrive } from './arrivals.ts';
import { checkBooks } from './books.ts';
import type { Case } from './cases.ts';
import type { LoadResult } from './load.ts';
import { type ContentionRow, contentionRow } from './measured.ts';
import { createTextbook } from './textbook.ts';
import { createVirtualTime } from './virtual-time.ts';
import { createWorld, type World } from './world.ts';
import { debitWork, heldWork, newWriter, type Work, type Writer } from './writer.ts';

const accountId = 'hot';
const seed = 20_261_126;

export async function runOurs(each: Case): Promise<ContentionRow> {
  const loads = [];
  for (let repeat = 0; repeat < each.repeats; repeat += 1) {
    const world = await createWorld(seed + repeat, [accountId]);
    const load = await world.time.run(loadOf(world, each));
    const books = await checkBooks(world.store, accountId, load);
    loads.push({ load, traffic: world.traffic, books });
  }
  return contentionRow({ name: each.name, subject: 'ours' }, loads);
}

async function loadOf(world: World, each: Case): Promise<LoadResult> {
  const shared = each.isOneProcess === true ? await newWriter(world) : undefined;
  const newWorker = async (): Promise<Work> => workOf(world, shared ?? (await newWriter(world)), each);
  const { time, random } = world;
  return arrive({ newWorker, time, random }, each.arrivals);
}

function workOf(world: World, writer: Writer, { work, charge, keyAgeMs }: Case): Work {
  if (work === 'held work') return heldWork(world, writer, accountId);
  const [min, max] = keyAgeMs ?? [0, 0];
  return debitWork(world, writer, { accountId, charge, keyAgeMs: () => min + world.random() * (max - min) });
}

export async function runTextbook(each: Case): Promise<ContentionRow> {
  const loads = [];
  for (let repeat = 0; repeat < each.repeats; repeat += 1) {
    const time = createVirtualTime(0);
    const random = seededRandom(seed + repeat);
    const { newWorker, traffic, taken } = createTextbook(time, random);
    const load = await time.run(arrive({ newWorker, time, random }, each.arrivals));
    const lost = load.acknowledged.filter((key) => !taken.has(key)).length;
    const doubled = [...taken.values()].filter((times) => times > 1).length;
    loads.push({ load, traffic, books: { lost, doubled, findings: [] } });
  }
  return contentionRow({ name: each.name, subject: 'textbook' }, loads);
}
