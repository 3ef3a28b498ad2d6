import { accountScenes } from './account-scenes.ts';
import { catalogueScenes } from './catalogue-scenes.ts';
import { jobScenes } from './job-scenes.ts';
import type { Scene } from './scene.ts';
import { topUpScenes } from './top-up-scenes.ts';

/** Everything that writes, in every starting state. */
export async function allScenes(): Promise<readonly Scene[]> {
  return [...(await accountScenes()), ...(await catalogueScenes()), ...(await jobScenes()), ...(await topUpScenes())];
}
