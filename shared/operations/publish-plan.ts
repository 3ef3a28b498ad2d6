import type { Plan } from '../domain/catalogue/plan.ts';
import { inEffectAt, publicationLeadMs } from '../domain/catalogue/version.ts';
import { done, invalid, type Outcome, refused } from '../domain/decisions/outcome.ts';
import type { AccountStore } from '../storage/account-store.ts';
import { isSameContent } from '../storage/catalogue.ts';

export type PlanContent = Omit<Plan, 'version' | 'publishedAtMs' | 'effectiveFromMs'> & {
  readonly effectiveFromMs?: number;
};

/**
 * Publishes a version of a plan, named after the instant it takes effect. A plan's first version may rule at once, since
 * nobody can have been told otherwise; later ones after the lead that keeps kept lists exact.
 */
export async function publishPlan(store: AccountStore, content: PlanContent, nowMs: number): Promise<Outcome<Plan>> {
  const { plans } = await store.catalogue.readFresh();
  const versions = plans.get(content.planId) ?? [];
  const earliestMs = versions.length === 0 ? nowMs : nowMs + publicationLeadMs;
  const effectiveFromMs = content.effectiveFromMs ?? earliestMs;
  const known =
    content.effectiveFromMs === undefined
      ? inEffectAt(versions, Number.POSITIVE_INFINITY)
      : versions.find((version) => version.effectiveFromMs === effectiveFromMs);
  if (known !== undefined && isSamePlan(known, content)) return done(known);
  if (known?.effectiveFromMs === effectiveFromMs) return refused({ reason: 'version-exists' });
  if (versions.length > 0 && effectiveFromMs < earliestMs) {
    return invalid('effectiveFrom', 'must be at least two minutes after its publication');
  }
  const plan: Plan = {
    ...content,
    effectiveFromMs,
    version: new Date(effectiveFromMs).toISOString(),
    publishedAtMs: nowMs,
  };
  if (await store.catalogue.addPlan(plan)) return done(plan);
  // Somebody was first: perhaps this very request, whose answer got lost on its way and which was sent again.
  const first = (await store.catalogue.readFresh()).plans
    .get(plan.planId)
    ?.find((each) => each.version === plan.version);
  return first !== undefined && isSamePlan(first, content) ? done(first) : refused({ reason: 'version-exists' });
}

/** Without an instant, the content alone is compared: with the version that is to rule last. */
function isSamePlan({ version: _version, publishedAtMs: _published, ...known }: Plan, content: PlanContent): boolean {
  return isSameContent(known, { effectiveFromMs: known.effectiveFromMs, ...content });
}
