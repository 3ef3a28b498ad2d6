/** Plays every n-th scene in a thread of its own, and tells of each. */
import { parentPort, workerData } from 'node:worker_threads';
import { playScene } from './play-scene.ts';
import { allScenes } from './scenes.ts';

export interface Share {
  readonly first: number;
  readonly step: number;
  /** That operation alone. */
  readonly only?: string;
}

const { first, step, only } = workerData as Share;
const scenes = (await allScenes()).filter(({ operation }) => only === undefined || operation === only);
for (let index = first; index < scenes.length; index += step) {
  const scene = scenes[index];
  if (scene !== undefined) parentPort?.postMessage(await playScene(scene));
}
