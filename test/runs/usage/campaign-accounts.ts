/** Accounts of a campaign: opened, and held against what was drawn for them. */
import { balanceOf } from '../../../shared/domain/account/account.ts';
import { eventKey } from '../../../shared/domain/event-key.ts';
import { verifyLedger } from '../../../shared/domain/ledger/verify-ledger.ts';
import { closeAccount } from '../../../shared/operations/close-account.ts';
import { openAccount } from '../../../shared/operations/open-account.ts';
import type { Unchargeable } from '../../../shared/ports/unchargeable-queue.ts';
import type { CreditStore } from '../../../shared/storage/store.ts';
import { credits, plan, requestNamed, startMs } from '../../support/builders/fixtures.ts';
import { identitiesOf } from '../../support/builders/told-calls.ts';
import { ledger } from '../../support/builders/write-path.ts';
import { bedrockSku } from './bedrock-sources.ts';
import type { DrawnEvent } from './drawn-events.ts';
import { loopbackSku } from './over-loopback.ts';
import { identityByRule } from './rule-source.ts';

const creditsAtFirst = credits(900_000_000);

export async function openAll(store: CreditStore, accountIds: readonly string[]): Promise<void> {
  await store.catalogue.addPlan(plan({ credits: creditsAtFirst }));
  const prices = [bedrockSku, loopbackSku].map(
    (sku) => [sku, { sku, category: 'ai', credits: credits(1), per: 1_000_000 }] as const,
  );
  await store.catalogue.addRateCard({
    ...{ version: '1', effectiveFromMs: 0, publishedAtMs: 0 },
    prices: new Map(prices),
  });
  for (const accountId of accountIds)
    await openAccount(store, { ...requestNamed('open'), accountId, planId: 'team', anchorMs: startMs }, startMs);
  await closeAccount(store, { ...requestNamed('close'), accountId: 'closed' }, startMs + 1);
}

/** Holds every ledger against what was drawn for it. */
export async function faultsOf(
  store: CreditStore,
  drawn: readonly DrawnEvent[],
  putAside: readonly Pick<Unchargeable, 'body'>[],
): Promise<readonly string[]> {
  const faults: string[] = [];
  const unique = [...new Set(drawn)];
  const byAccount = Map.groupBy(
    unique.filter(({ isPoison }) => !isPoison),
    ({ event }) => event.accountId,
  );
  for (const [accountId, events] of byAccount) {
    const entries = await ledger(store, accountId);
    faults.push(...verifyLedger(entries).findings.map((finding) => `${accountId}: ${JSON.stringify(finding)}`));
    const charged = entries.filter(({ type }) => type === 'debit');
    const sum = charged.reduce((all, entry) => all + entry.credits, 0);
    const wanted = events.reduce(
      (all, { event }) => all + Math.round(Number('credits' in event ? event.credits : 0) * 1e6),
      0,
    );
    const keys = new Set(charged.map(({ idempotencyKey }) => idempotencyKey));
    for (const { event } of events) {
      const { id, occurredAt } = event;
      const timeMs = Date.parse(occurredAt);
      const own = [{ source: 'bedrock', id }, ...identitiesOf(id)].map((each) => ({ ...each, timeMs }));
      const isKnown = [...own, identityByRule(event)].some((each) => keys.has(eventKey(each)));
      if (!isKnown) faults.push(`${id} is not charged`);
    }
    if (charged.length !== events.length) faults.push(`${accountId}: ${charged.length} charged of ${events.length}`);
    if (sum !== wanted) faults.push(`${accountId}: ${sum} microcredits charged of ${wanted}`);
    const loaded = await store.readAccount(accountId);
    if (loaded === undefined || balanceOf(loaded.account).available !== creditsAtFirst - wanted)
      faults.push(`${accountId}: its balance is another`);
  }
  const aside = putAside.map(({ body }) => body).join('\n');
  for (const { event, isPoison } of unique)
    if (isPoison && !aside.includes(event.id)) faults.push(`${event.id} is neither charged nor put aside`);
  const poison = drawn.filter(({ isPoison }) => isPoison).length;
  if (putAside.length < poison) faults.push(`${putAside.length} put aside of ${poison}`);
  return faults;
}
