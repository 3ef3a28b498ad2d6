import { standingUsageEnd } from '../domain/decisions/end-standing-usage.ts';
import { changeBy } from './charging/change-by.ts';

export const endStandingUsage = changeBy(standingUsageEnd);
