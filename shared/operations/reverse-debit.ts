import { reversal } from '../domain/decisions/reverse-debit.ts';
import { changeBy } from './charging/change-by.ts';

export const reverseDebit = changeBy(reversal);
