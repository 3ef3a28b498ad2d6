import { autoTopUpSetting } from '../domain/decisions/set-auto-top-up.ts';
import { changeBy } from './charging/change-by.ts';

export const setAutoTopUp = changeBy(autoTopUpSetting);
