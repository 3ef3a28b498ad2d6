/// <reference types="zod-openapi" />
/** Both ways back from zero. */
import * as z from 'zod/mini';
import { toCredits } from '../../domain/amount.ts';
import type { Restore } from '../../domain/decisions/refusal.ts';
import { instant as instantText } from '../../domain/ledger/public-form.ts';
import { credits, instant, type Rendered, text } from './answer-parts.ts';

export const restore = z
  .strictObject({ packs: z.array(z.strictObject({ packId: text, credits })), renewsAt: instant })
  .check(z.meta({ id: 'Restore', description: 'Both ways back from zero.' }));

export function restoreJson({ packs, renewsAtMs }: Restore): Rendered<typeof restore> {
  return {
    packs: packs.map(({ packId, credits }) => ({ packId, credits: toCredits(credits) })),
    renewsAt: instantText(renewsAtMs),
  };
}
