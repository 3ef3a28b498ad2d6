/// <reference types="zod-openapi" />
/** Credits that expired unused. */
import * as z from 'zod/mini';
import { grantSources } from '../../domain/account/grant.ts';
import type { Waste, Wasted } from '../../domain/insights/waste.ts';
import { instant, type Rendered, whole } from './answer-parts.ts';
import { exact } from './exact.ts';
import { spanJson } from './span.ts';

const wastedMembers = {
  granted: z.number(),
  unused: z.number(),
  share: z.nullable(z.number()).check(z.meta({ description: 'Unused of granted, to 4 decimals.' })),
};

const wasted = z.strictObject(wastedMembers);

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
    total: wasted,
  })
  .check(
    z.meta({
      id: 'Waste',
      description:
        'Of up to three cycles that are over: granted is net of what was taken back, unused is what expired or came back too late.',
    }),
  );

export function wasteJson({ cycles, total }: Waste): Rendered<typeof waste> {
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

function wastedJson({ granted, unused }: Wasted): Rendered<typeof wasted> {
  const share = granted > 0n ? Number((unused * 10_000n) / granted) / 10_000 : null;
  return { granted: exact(granted), unused: exact(unused), share };
}
