/** A version of a plan or of the prices: published once, in effect from an instant on. */
import * as z from 'zod/mini';
import type { Version } from '../../domain/catalogue/version.ts';
import { instant as instantText } from '../../domain/ledger/public-form.ts';
import { type AnswerOf, instant, text } from './answer-parts.ts';

export const versionMembers = { version: text, effectiveFrom: instant, publishedAt: instant };
export const version = z.strictObject(versionMembers);

export function versionJson({ version: name, effectiveFromMs, publishedAtMs }: Version): AnswerOf<typeof version> {
  return { version: name, effectiveFrom: instantText(effectiveFromMs), publishedAt: instantText(publishedAtMs) };
}
