import { closure } from '../domain/decisions/close-account.ts';
import { changeBy } from './charging/change-by.ts';

export const closeAccount = changeBy(closure);
