import { limitRemoval } from '../domain/decisions/remove-limit.ts';
import { changeBy } from './charging/change-by.ts';

export const removeLimit = changeBy(limitRemoval);
