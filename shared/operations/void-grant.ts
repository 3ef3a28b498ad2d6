import { grantVoid } from '../domain/decisions/void-grant.ts';
import { changeBy } from './charging/change-by.ts';

export const voidGrant = changeBy(grantVoid);
