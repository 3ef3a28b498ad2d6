import { reinstatement } from '../domain/decisions/reinstate-purchase.ts';
import { changeBy } from './charging/change-by.ts';

export const reinstatePurchase = changeBy(reinstatement);
