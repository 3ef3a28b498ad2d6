/// <reference types="zod-openapi" />
/** The entry up to which a view as of an instant is complete. */
import * as z from 'zod/mini';
import { instant as instantText } from '../../domain/ledger/public-form.ts';
import { instant, seq } from './answer-parts.ts';

export const through = z.optional(
  z
    .strictObject({ seq, at: instant })
    .check(z.meta({ description: 'With `at`: the newest entry by then. All is as that entry left it.' })),
);

export interface Through {
  readonly through?: { readonly seq: number; readonly atMs: number };
}

export function throughJson({ through: newest }: Through): { readonly seq: number; readonly at: string } | undefined {
  return newest && { seq: newest.seq, at: instantText(newest.atMs) };
}
