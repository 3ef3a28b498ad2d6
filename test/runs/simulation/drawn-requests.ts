/** The content of each kind of request: drawn at random, and never without sense. */
import type { LimitScope } from '../../../shared/domain/account/limit-scope.ts';
import type { Microcredits } from '../../../shared/domain/amount.ts';
import { microcredits } from '../../../shared/domain/amount.ts';
import { present } from '../../../shared/domain/present.ts';
import { adjustCredits } from '../../../shared/operations/adjust-credits.ts';
import { authorizeHold } from '../../../shared/operations/authorize-hold.ts';
import { captureHold } from '../../../shared/operations/capture-hold.ts';
import { changePlan } from '../../../shared/operations/change-plan.ts';
import { chargeBackPurchase } from '../../../shared/operations/charge-back-purchase.ts';
import { closeAccount } from '../../../shared/operations/close-account.ts';
import { debitCredits } from '../../../shared/operations/debit-credits.ts';
import { endAutoTopUp } from '../../../shared/operations/end-auto-top-up.ts';
import { endStandingUsage } from '../../../shared/operations/end-standing-usage.ts';
import { keepStandingUsage } from '../../../shared/operations/keep-standing-usage.ts';
import { openAccount } from '../../../shared/operations/open-account.ts';
import { purchasePack } from '../../../shared/operations/purchase-pack.ts';
import { redeemPromotion } from '../../../shared/operations/redeem-promotion.ts';
import { refundPurchase } from '../../../shared/operations/refund-purchase.ts';
import { releaseHold } from '../../../shared/operations/release-hold.ts';
import { removeLimit } from '../../../shared/operations/remove-limit.ts';
import { reportUsage } from '../../../shared/operations/report-usage.ts';
import { reverseDebit } from '../../../shared/operations/reverse-debit.ts';
import { setAutoTopUp } from '../../../shared/operations/set-auto-top-up.ts';
import { setLimit } from '../../../shared/operations/set-limit.ts';
import { voidGrant } from '../../../shared/operations/void-grant.ts';
import { credits, hourMs, standingSku, startMs } from './catalogue.ts';
import type { Random } from './random.ts';
import type { Known, RequestKind, SimRequest } from './request-kinds.ts';

type MadeRequest = Omit<SimRequest, 'accountId' | 'key' | 'fingerprint' | 'kind'> & { readonly content: unknown };

interface Making {
  readonly random: Random;
  readonly known: Known;
  readonly request: { readonly accountId: string; readonly idempotencyKey: string; readonly caller: string };
}

const users = ['ada', 'bob'];

function amount(random: Random): Microcredits {
  if (random.chance(0.3)) return credits(1 + random.below(60));
  return microcredits(1 + random.below(random.pick([100, 5_000_000, 30_000_000, 80_000_000])));
}

function withFingerprint<T extends Making['request']>(
  request: T,
  content: unknown,
  kind: RequestKind,
): T & { readonly fingerprint: string } {
  return { ...request, fingerprint: `${kind} ${JSON.stringify(content)}` };
}

/** For each user, for those whose names begin alike, or for all; by the day more often than not. */
function policyOf(random: Random): LimitScope {
  const period = random.pick(['day', 'day', 'day', 'week', 'lifetime', undefined] as const);
  const dimension = random.pick([
    { name: 'user', each: true },
    { name: 'user', each: true },
    { name: 'user', prefix: 'a' },
    undefined,
  ] as const);
  const whole = period === undefined && dimension === undefined ? { category: 'ai' as const } : {};
  return { ...whole, ...present({ period, dimension }) };
}

function dimensionsOf(random: Random): { readonly dimensions?: { readonly user: string } } {
  return random.chance(0.3) ? { dimensions: { user: random.pick(users) } } : {};
}

export const made = {
  debit: ({ random, request }) => {
    const charge = { credits: amount(random), category: random.pick(['ai', 'ai', 'infrastructure'] as const) };
    const content = { ...charge, ...dimensionsOf(random) };
    const { dimensions } = content;
    const debit = { ...withFingerprint(request, content, 'debit'), charge, ...present({ dimensions }) };
    return { content, run: (store, nowMs) => debitCredits(store, debit, nowMs) };
  },
  'debit for a user': ({ random, request }) => {
    const charge = { credits: credits(1 + random.below(12)), category: 'ai' as const };
    const dimensions = { user: random.pick(users) };
    const content = { ...charge, dimensions };
    const debit = { ...withFingerprint(request, content, 'debit for a user'), charge, dimensions };
    return { content, run: (store, nowMs) => debitCredits(store, debit, nowMs) };
  },
  'authorize for a user': ({ random, request }) => {
    const charge = { credits: credits(1 + random.below(12)), category: 'ai' as const };
    const terms = { lifeMs: 24 * hourMs, whenExhausted: 'complete' as const, dimensions: { user: random.pick(users) } };
    const content = { charge, ...terms };
    const hold = { ...withFingerprint(request, content, 'authorize for a user'), charge, ...terms };
    return { content, run: (store, nowMs) => authorizeHold(store, hold, nowMs) };
  },
  'debit by usage': ({ random, request }) => {
    const sku = random.pick(['ai.model.token', 'infrastructure.migrate.run', 'ai.unknown.token']);
    const millionths = random.below(6_000_000);
    const content = { sku, millionths };
    const usage = [{ sku, quantity: BigInt(millionths) }];
    const debit = { ...withFingerprint(request, content, 'debit by usage'), charge: { usage } };
    return { content, run: (store, nowMs) => debitCredits(store, debit, nowMs) };
  },
  authorize: ({ random, known, request }) => {
    const [endsAtMs] = known.endingsMs.length > 0 && random.chance(0.3) ? [random.pick(known.endingsMs)] : [];
    const lifeMs = random.pick([1_000, 60_000, hourMs, 6 * hourMs, 24 * hourMs]);
    const whenExhausted = random.pick(['complete', 'pause'] as const);
    const charge = { credits: amount(random), category: 'ai' as const };
    const content = { charge, lifeMs, endsAtMs, whenExhausted, ...dimensionsOf(random) };
    const { dimensions } = content;
    const hold = { ...withFingerprint(request, content, 'authorize'), charge, lifeMs, whenExhausted };
    const command = { ...hold, ...present({ dimensions }) };
    return {
      content,
      run: (store, nowMs) => {
        const untilEndMs = Math.min(24 * hourMs, Math.max(1_000, (endsAtMs ?? 0) - nowMs));
        return authorizeHold(store, { ...command, lifeMs: endsAtMs === undefined ? lifeMs : untilEndMs }, nowMs);
      },
    };
  },
  report: ({ random, known, request }) => {
    const holdId = holdOf(random, known);
    const content = { holdId, credits: amount(random) };
    const command = { ...withFingerprint(request, content, 'report'), holdId, charge: { credits: content.credits } };
    return { content, holdId, isReport: true, run: (store, nowMs) => reportUsage(store, command, nowMs) };
  },
  capture: ({ random, known, request }) => {
    const holdId = holdOf(random, known);
    const content = { holdId, credits: amount(random), isLateAllowed: random.chance(0.5) };
    const { isLateAllowed } = content;
    const charge = { credits: content.credits };
    const command = { ...withFingerprint(request, content, 'capture'), holdId, charge, isLateAllowed };
    return { content, holdId, run: (store, nowMs) => captureHold(store, command, nowMs) };
  },
  release: ({ random, known, request }) => {
    const content = { holdId: holdOf(random, known) };
    const command = { ...withFingerprint(request, content, 'release'), ...content };
    return { content, ...content, run: (store, nowMs) => releaseHold(store, command, nowMs) };
  },
  purchase: ({ random, request }) => {
    const content = {
      packId: random.pick(['burst', 'hour', 'hour']),
      paymentId: `pi_${random.below(random.pick([12, 40]))}`,
    };
    const command = { ...withFingerprint(request, content, 'purchase'), ...content };
    return { content, paymentId: content.paymentId, run: (store, nowMs) => purchasePack(store, command, nowMs) };
  },
  refund: ({ random, known, request }) => {
    const paymentId = paymentOf(random, known);
    const part = random.chance(0.7) ? { credits: microcredits(Math.ceil(amount(random) / 2)) } : {};
    const told = random.chance(0.3) ? { refundId: `re_${random.below(6)}` } : {};
    const content = { paymentId, ...part, ...told };
    const command = { ...withFingerprint(request, content, 'refund'), ...content };
    return { content, paymentId, run: (store, nowMs) => refundPurchase(store, command, nowMs) };
  },
  'charge back': ({ random, known, request }) => {
    const content = { paymentId: paymentOf(random, known) };
    const command = { ...withFingerprint(request, content, 'charge back'), ...content };
    return { content, ...content, run: (store, nowMs) => chargeBackPurchase(store, command, nowMs) };
  },
  adjust: ({ random, request }) => {
    const direction = random.pick(['add', 'remove'] as const);
    const end =
      direction === 'add' && random.chance(0.4) ? { expiresAtMs: startMs + random.below(30 * 24) * hourMs } : {};
    const scope =
      direction === 'add' && random.chance(0.3) ? { category: random.pick(['ai', 'infrastructure'] as const) } : {};
    const content = { direction, credits: amount(random), ...end, ...scope, reason: 'goodwill', actor: 'ops' };
    const command = { ...withFingerprint(request, content, 'adjust'), ...content };
    return { content, run: (store, nowMs) => adjustCredits(store, command, nowMs) };
  },
  redeem: ({ random, request }) => {
    const content = { code: random.pick(['ONE', 'TWO', 'TWO', 'NONE']) };
    const command = { ...withFingerprint(request, content, 'redeem'), ...content };
    return { content, run: (store, nowMs) => redeemPromotion(store, command, nowMs) };
  },
  void: ({ random, known, request }) => {
    const gifts = known.giftIds.length > 0 && random.chance(0.9) ? known.giftIds : ['adjustment-2', 'plan-0'];
    const content = { grantId: random.pick(gifts), reason: 'a mistake', actor: 'ops' };
    const command = { ...withFingerprint(request, content, 'void'), ...content };
    return { content, run: (store, nowMs) => voidGrant(store, command, nowMs) };
  },
  'change plan': ({ random, request }) => {
    const planId = random.pick(['small', 'large', 'large', 'monthly', 'seats', 'seats']);
    const when = random.pick(['now', 'next-cycle', undefined] as const);
    const seats = planId === 'seats' && random.chance(0.8) ? random.pick([1, 2, 3, 5]) : undefined;
    const content = { planId, when, seats };
    const command = { ...withFingerprint(request, content, 'change plan'), planId, ...present({ when, seats }) };
    return { content, run: (store, nowMs) => changePlan(store, command, nowMs) };
  },
  keep: ({ random, request }) => {
    const content = { usageId: random.pick(['logs', 'files']), gigabytes: 1 + random.below(300) };
    const quantity = BigInt(content.gigabytes) * 1_000_000n;
    const kept = { usageId: content.usageId, sku: standingSku, quantity };
    const command = { ...withFingerprint(request, content, 'keep'), ...kept };
    return { content, run: (store, nowMs) => keepStandingUsage(store, command, nowMs) };
  },
  'end keeping': ({ random, request }) => {
    const content = { usageId: random.pick(['logs', 'files']) };
    const command = { ...withFingerprint(request, content, 'end keeping'), ...content };
    return { content, run: (store, nowMs) => endStandingUsage(store, command, nowMs) };
  },
  'set limit': ({ random, request }) => {
    const limitId = random.pick(['a', 'b']);
    const scope = random.chance(0.5) ? { category: 'ai' as const } : { dimension: { name: 'user', value: 'ada' } };
    const content = { limitId, scope, credits: credits(random.below(60)) };
    const command = { ...withFingerprint(request, content, 'set limit'), ...content };
    return { content, run: (store, nowMs) => setLimit(store, command, nowMs) };
  },
  'set policy': ({ random, request }) => {
    const limitId = random.pick(['c', 'd']);
    const end = random.chance(0.2) ? { endsAtMs: startMs + random.below(10 * 24) * hourMs } : {};
    const content = { limitId, scope: policyOf(random), credits: credits(1 + random.below(60)), ...end };
    const command = { ...withFingerprint(request, content, 'set policy'), ...content };
    return { content, run: (store, nowMs) => setLimit(store, command, nowMs) };
  },
  'remove policy': ({ random, request }) => {
    const content = { limitId: random.pick(['c', 'd']) };
    const command = { ...withFingerprint(request, content, 'remove policy'), ...content };
    return { content, run: (store, nowMs) => removeLimit(store, command, nowMs) };
  },
  'remove limit': ({ random, request }) => {
    const content = { limitId: random.pick(['a', 'b']) };
    const command = { ...withFingerprint(request, content, 'remove limit'), ...content };
    return { content, run: (store, nowMs) => removeLimit(store, command, nowMs) };
  },
  'set top-up': ({ random, request }) => {
    const autoTopUp = { packId: 'burst', threshold: credits(10 + random.below(30)), maxPerCycle: 1 + random.below(2) };
    const command = { ...withFingerprint(request, autoTopUp, 'set top-up'), autoTopUp };
    return { content: autoTopUp, run: (store, nowMs) => setAutoTopUp(store, command, nowMs) };
  },
  'end top-up': ({ request }) => {
    const command = withFingerprint(request, {}, 'end top-up');
    return { content: {}, run: (store, nowMs) => endAutoTopUp(store, command, nowMs) };
  },
  reverse: ({ random, known, request }) => {
    const [lately] = known.seqs.slice(-2);
    const seq =
      lately !== undefined && random.chance(0.9) ? random.pick([lately, lately, ...known.seqs]) : 1 + random.below(60);
    // Small enough for several of them.
    const part = random.chance(0.8) ? { credits: microcredits(Math.ceil(amount(random) / 6)) } : {};
    const content = { seq, ...part, ...(random.chance(0.3) ? { reissue: true } : {}) };
    const command = { ...withFingerprint(request, content, 'reverse'), ...content };
    return { content, run: (store, nowMs) => reverseDebit(store, command, nowMs) };
  },
  open: ({ random, request }) => {
    const content = { planId: random.pick(['small', 'small', 'large', 'monthly']), anchorMs: anchorOf(random) };
    const command = { ...withFingerprint(request, content, 'open'), ...content };
    return { content, run: (store, nowMs) => openAccount(store, command, nowMs) };
  },
  close: ({ request }) => {
    const command = withFingerprint(request, {}, 'close');
    return { content: {}, run: (store, nowMs) => closeAccount(store, command, nowMs) };
  },
} satisfies Record<RequestKind, (making: Making) => MadeRequest>;

/** Most cycles end within hours of a history's beginning. */
function anchorOf(random: Random): number {
  return startMs - random.below(7 * 24) * hourMs + random.pick([0, 1, 90_000]);
}

function holdOf(random: Random, { holdIds }: Known): string {
  return holdIds.length > 0 ? random.pick(holdIds) : `hold_000000000_${random.below(9)}`;
}

function paymentOf(random: Random, { paymentIds }: Known): string {
  return paymentIds.length > 0 && random.chance(0.8) ? random.pick(paymentIds) : `pi_${random.below(12)}`;
}
