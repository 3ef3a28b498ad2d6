/// <reference types="zod-openapi" />
/** Why nothing changes an account. */
import * as z from 'zod/mini';
import type { Quarantine } from '../../domain/account/quarantine.ts';
import { instant as instantText } from '../../domain/ledger/public-form.ts';
import type { Unprovable } from '../../domain/ledger/statement.ts';
import { type AnswerOf, instant, seq, text } from './answer-parts.ts';

export const quarantine = z
  .strictObject({
    since: instant,
    findings: z
      .array(text)
      .check(z.meta({ description: 'What is wrong, each with the entry that it is about, as `entry 5: …`.' })),
  })
  .check(
    z.meta({
      id: 'Quarantine',
      description: 'Why nothing changes the account. An operator repairs it, or lifts the quarantine.',
    }),
  );

/** Members of every view of an account that tell of what it could not prove. */
export const proved = {
  quarantine: z.optional(quarantine),
  unprovable: z.optional(
    z
      .array(z.strictObject({ first: seq, last: seq, finding: text }))
      .check(z.meta({ description: 'Entries that are missing, or not what was written: none of them is in this.' })),
  ),
};

export function provedJson({
  quarantine: why,
  unprovable,
}: {
  readonly quarantine?: Quarantine;
  readonly unprovable?: readonly Unprovable[];
}): Pick<AnswerOf<typeof provedObject>, keyof typeof proved> {
  return { quarantine: why && quarantineJson(why), unprovable: unprovable?.map((each) => ({ ...each })) };
}

/** The same of what is summed up from roll-ups. */
export const summedUp = {
  quarantine: z.optional(quarantine),
  partial: z.optional(
    z.literal(true).check(z.meta({ description: 'Some of the roll-ups can’t be read, and are left out.' })),
  ),
};

export function summedUpJson({
  quarantine: why,
  isPartial,
}: {
  readonly quarantine?: Quarantine;
  readonly isPartial?: true;
}): { readonly quarantine: AnswerOf<typeof quarantine> | undefined; readonly partial: true | undefined } {
  return { quarantine: why && quarantineJson(why), partial: isPartial };
}

/** The answer to the end of a quarantine. */
export const quarantineEnd = z.strictObject({ accountId: text, quarantined: z.literal(false) });

const provedObject = z.strictObject(proved);

export function quarantineJson({ sinceMs, findings }: Quarantine): AnswerOf<typeof quarantine> {
  return { since: instantText(sinceMs), findings: [...findings] };
}
