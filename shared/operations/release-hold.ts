import { release } from '../domain/decisions/release-hold.ts';
import { changeBy } from './charging/change-by.ts';

export const releaseHold = changeBy(release, (command) => ({ kind: 'release', command }));
