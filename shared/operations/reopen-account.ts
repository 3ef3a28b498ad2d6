import { reopening } from '../domain/decisions/reopen-account.ts';
import { changeBy } from './charging/change-by.ts';

export const reopenAccount = changeBy(reopening);
