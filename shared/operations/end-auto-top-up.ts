import { autoTopUpEnd } from '../domain/decisions/end-auto-top-up.ts';
import { changeBy } from './charging/change-by.ts';

export const endAutoTopUp = changeBy(autoTopUpEnd);
