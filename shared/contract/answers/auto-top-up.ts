/// <reference types="zod-openapi" />
/** An automatic top-up, as accounts and entries show it. */
import * as z from 'zod/mini';
import { count, credits, text } from './answer-parts.ts';

export const autoTopUp = z
  .strictObject({ packId: text, threshold: credits, maxPerCycle: count })
  .check(z.meta({ id: 'AutoTopUp', description: 'A pack is asked for when less than the threshold is available.' }));
