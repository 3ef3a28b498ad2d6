import { limitSetting } from '../domain/decisions/set-limit.ts';
import { changeBy } from './charging/change-by.ts';

export const setLimit = changeBy(limitSetting);
