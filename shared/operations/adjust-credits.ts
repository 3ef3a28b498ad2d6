import { adjustment } from '../domain/decisions/adjust-credits.ts';
import { changeBy } from './charging/change-by.ts';

export const adjustCredits = changeBy(adjustment);
