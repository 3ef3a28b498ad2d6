import { refund } from '../domain/decisions/refund-purchase.ts';
import { changeBy } from './charging/change-by.ts';

export const refundPurchase = changeBy(refund);
