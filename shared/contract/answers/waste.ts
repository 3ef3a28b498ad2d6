/// <reference types="zod-openapi" />
/** Credits that expired unused. */
import * as z from 'zod/mini';
import { grantSources } from '../../domain/account/grant.ts';
import type { Waste, WasteSum } from '../../domain/insights/waste.ts';
import { type AnswerOf, instant, whole } from './answer-parts.ts';
import { exact } from './exact.ts';
import { spanJson } from './span.ts';

const wastedMembers = {
  granted: z.number(),
  unused: z.number(),
  share: z.nullable(z.number()).check(z.meta({ description: 'Unused of granted, to 4 decimals.' })),
};

const wasteLine = z.strictObject(wastedMembers);

export const waste = z
  .strictObject({
    cycles: z.array(
      z.strictObject({
        cycle: whole,
        start: instant,
        end: instant,
        ...wastedMembers,
        bySource: z.array(z.strictObject({ source: z.enum(grantSources), ...wastedMembers })),
      }),
    ),
    total: wasteLine,
  })
  .check(
    z.meta({
      id: 'Waste',
      description:
        'Of up to three cycles that are over: granted is net of what was taken back, unused is what expired or came back too late.',
    }),
  );

export function wasteJson({ cycles, total }: Waste): AnswerOf<typeof waste> {
  return {
    cycles: cycles.map((each) => ({
      cycle: each.cycle.index,
      ...spanJson(each.cycle),
      ...wastedJson(each),
      bySource: each.bySource.map(({ source, ...sum }) => ({ source, ...wastedJson(sum) })),
    })),
    total: wastedJson(total),
  };
}

function wastedJson({ granted, unused }: WasteSum): AnswerOf<typeof wasteLine> {
  const share = granted > 0n ? Number((unused * 10_000n) / granted) / 10_000 : null;
  return { granted: exact(granted), unused: exact(unused), share };
}
