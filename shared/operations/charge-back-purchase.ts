import { chargeback } from '../domain/decisions/charge-back-purchase.ts';
import { changeBy } from './charging/change-by.ts';

export const chargeBackPurchase = changeBy(chargeback);
