/// <reference types="zod-openapi" />
/** The ways back from a refusal (R26): as data, and as a sentence. */
import * as z from 'zod/mini';
import { toCredits } from '../../domain/amount.ts';
import type { Restore, Way } from '../../domain/decisions/way.ts';
import { instant as instantText } from '../../domain/ledger/public-form.ts';
import { type AnswerOf, count, credits, instant, text } from './answer-parts.ts';
import { money, moneyJson } from './money.ts';

const way = z
  .union([
    z.strictObject({ kind: z.literal('hold-end'), at: instant }).check(
      z.meta({
        description: 'Wait until work in progress ends, at the latest then: what it doesn’t use comes back.',
      }),
    ),
    z
      .strictObject({
        kind: z.literal('raise-limits'),
        limits: z.array(z.strictObject({ limitId: text, credits })),
      })
      .check(z.meta({ description: 'Raise every limit that is in the way, at least to this.' })),
    z
      .strictObject({ kind: z.literal('limit-reset'), at: instant })
      .check(z.meta({ description: 'Wait until the limits in the way begin their day or week anew, or have ended.' })),
    z
      .strictObject({ kind: z.literal('payment'), subscriptionId: text })
      .check(z.meta({ description: 'Pay for the plan: what waits goes on.' })),
    z
      .strictObject({
        kind: z.literal('packs'),
        packId: text,
        count,
        credits,
        price: z.optional(money),
        checkout: z.optional(
          text.check(
            z.meta({
              description:
                'A link to a checkout of them, relative to the account’s own address, `/accounts/{accountId}/`. A POST there, with the right `checkout` and no body, makes the checkout and answers where to pay. Of packs that have a price.',
            }),
          ),
        ),
      })
      .check(z.meta({ description: 'Buy so many of this pack. Debts are repaid from it first.' })),
    z
      .strictObject({ kind: z.literal('renewal'), at: instant, renewals: count })
      .check(z.meta({ description: 'Wait for a renewal: the next is 1 away.' })),
  ])
  .check(
    z.meta({ id: 'Way', description: 'Done alone, it lets the very same charge through, if nothing else is used.' }),
  );

export const restore = z
  .strictObject({
    packs: z
      .array(z.strictObject({ packId: text, credits }))
      .check(z.meta({ description: 'The packs among the ways.' })),
    renewsAt: z.optional(instant.check(z.meta({ description: 'The renewal among the ways.' }))),
    holdEnds: z.optional(
      z
        .array(instant)
        .check(z.meta({ description: 'When work in progress ends at the latest: the soonest twenty of them.' })),
    ),
    ways: z.optional(
      z
        .array(way)
        .check(z.meta({ description: 'Every way that helps, the smallest first; empty when nothing in sight does.' })),
    ),
  })
  .check(z.meta({ id: 'Restore', description: 'How the charge gets through.' }));

export function restoreJson({ packs, renewsAtMs, holdEndsMs, ways }: Restore): AnswerOf<typeof restore> {
  return {
    packs: packs.map(({ packId, credits }) => ({ packId, credits: toCredits(credits) })),
    renewsAt: renewsAtMs === undefined ? undefined : instantText(renewsAtMs),
    holdEnds: holdEndsMs?.map(instantText),
    ways: ways?.map(wayJson),
  };
}

function wayJson(of: Way): AnswerOf<typeof way> {
  const { kind } = of;
  switch (kind) {
    case 'hold-end':
    case 'limit-reset':
      return { kind, at: instantText(of.atMs) };
    case 'raise-limits':
      return { kind, limits: of.limits.map(({ limitId, credits }) => ({ limitId, credits: toCredits(credits) })) };
    case 'payment':
      return { kind, subscriptionId: of.subscriptionId };
    case 'packs': {
      const { packId, count, credits, price, isSold } = of;
      const checkout = isSold && `packs/${packId}/checkout?count=${count}`;
      return { kind, packId, count, credits: toCredits(credits), price: price && moneyJson(price), checkout };
    }
    case 'renewal':
      return { kind, at: instantText(of.atMs), renewals: of.renewals };
    default:
      return of satisfies never;
  }
}

/** Tells a reader what to do: exactly the ways that there are. */
export function restoreText({ ways, renewsAtMs }: Restore): string {
  // Remembered from before there were ways: said as it was.
  if (ways === undefined)
    return renewsAtMs === undefined ? '' : `Buy a pack, or wait for the renewal at ${instantText(renewsAtMs)}.`;
  if (ways.length === 0) return 'No pack, and no renewal in sight, brings that much.';
  const packs = ways.filter((way) => way.kind === 'packs');
  const texts = ways.flatMap((way) => (way.kind === 'packs' ? packsText(way, packs) : wayText(way)));
  const all = listed(texts);
  return `${all.charAt(0).toUpperCase()}${all.slice(1)}.`;
}

/** All the packs at the place of the first of them. */
function packsText(way: PacksWay, packs: readonly PacksWay[]): readonly string[] {
  if (way !== packs[0]) return [];
  return [`buy ${listed(packs.map(({ count, packId }) => `${count} × ${packId}`))}`];
}

function listed(texts: readonly string[]): string {
  return texts.length < 2 ? texts.join('') : `${texts.slice(0, -1).join(', ')} or ${texts.at(-1)}`;
}

type PacksWay = Extract<Way, { kind: 'packs' }>;

function wayText(of: Exclude<Way, PacksWay>): string {
  switch (of.kind) {
    case 'hold-end':
      return `wait for work in progress, which ends at ${instantText(of.atMs)} at the latest`;
    case 'raise-limits':
      return `raise ${of.limits.map(({ limitId, credits }) => `the limit ${limitId} to ${toCredits(credits)}`).join(' and ')}`;
    case 'payment':
      return 'pay for the plan';
    case 'limit-reset':
      return `wait until the limit lets it through, at ${instantText(of.atMs)}`;
    case 'renewal':
      return `wait for the renewal at ${instantText(of.atMs)}`;
    default:
      return of satisfies never;
  }
}
