/** Shapes that stand in many places of the document, by the name that they have in all of them. */
import * as z from 'zod/mini';
import { createSchema } from 'zod-openapi';
import { grantSources } from '../../domain/account/grant.ts';
import { exhaustionPolicies, holdDecisions, holdStates } from '../../domain/account/hold.ts';
import { overrunPolicies } from '../../domain/catalogue/plan.ts';
import { categories } from '../../domain/catalogue/rate-card.ts';
import { cadences } from '../../domain/cycle.ts';
import { entryTypes } from '../../domain/ledger/entry.ts';
import { rate, rates, span } from '../answers/burn.ts';
import { wireMembers } from '../answers/entry-members.ts';
import { limitDimension } from '../answers/limit.ts';
import { money } from '../answers/money.ts';
import { packOffer, range } from '../answers/outlook-parts.ts';
import { problemCodes } from '../answers/problem-code.ts';
import { receipt } from '../answers/receipt.ts';
import { credits, creditsOrNone, quantity } from '../fields.ts';
import { limitedDimension } from '../requests/limit-body.ts';
import { moneyAmount } from '../requests/money.ts';
import { usageLine } from '../requests/requests.ts';
import type { DocumentSchema } from './document-schema.ts';

const inRequests = {
  CreditsAmount: credits,
  CreditsAmountOrNone: creditsOrNone,
  MoneyAmount: moneyAmount,
  UsageQuantity: quantity,
  UsageLine: usageLine,
  LimitedDimension: limitedDimension,
} satisfies Readonly<Record<string, z.ZodMiniType>>;

const inAnswers = {
  Category: z.enum(categories),
  Cadence: z.enum(cadences),
  EntryType: z.enum(entryTypes),
  ExhaustionPolicy: z.enum(exhaustionPolicies),
  GrantSource: z.enum(grantSources),
  HoldDecision: z.enum(holdDecisions),
  HoldState: z.enum(holdStates),
  OverrunPolicy: z.enum(overrunPolicies),
  ProblemCode: z.enum(problemCodes),
  BurnRate: rate,
  BurnRates: rates,
  BurnSpan: span,
  EntryLimit: wireMembers.limit.schema,
  EntryStanding: wireMembers.standing.schema,
  LimitDimension: limitDimension,
  ReceiptEntry: receipt.shape.entry,
  Money: money,
  PackOffer: packOffer,
  UseRange: range,
} satisfies Readonly<Record<string, z.ZodMiniType>>;

export function sharedShapes(): Readonly<Record<string, DocumentSchema>> {
  return { ...shapes(inRequests, 'input'), ...shapes(inAnswers, 'output') };
}

function shapes(
  types: Readonly<Record<string, z.ZodMiniType>>,
  io: 'input' | 'output',
): Readonly<Record<string, DocumentSchema>> {
  return Object.fromEntries(
    Object.entries(types).map(([name, type]) => [
      name,
      createSchema(type, { io, opts: { allowEmptySchema: { custom: true } } }).schema as DocumentSchema,
    ]),
  );
}
