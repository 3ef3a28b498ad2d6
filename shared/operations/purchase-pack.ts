import { purchase } from '../domain/decisions/purchase-pack.ts';
import { changeBy } from './charging/change-by.ts';

export const purchasePack = changeBy(purchase);
