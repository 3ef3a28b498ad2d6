import type { ReactNode } from 'react';
import { Loading } from '../../parts/loading.tsx';
import { PageHeading } from '../../parts/page-heading.tsx';
import { ReadNotice } from '../../parts/read-notice.tsx';
import { useRead } from '../../reading/use-read.ts';
import { PlansPanel } from './plans-panel.tsx';
import { RateCardsPanel } from './rate-cards-panel.tsx';

const everyMs = 30_000;

/** Every version of every plan and rate card: what was in effect, what is, and what is to come. */
export function CataloguePage(): ReactNode {
  const plans = useRead({ key: 'plans', read: (client) => client.listPlans({}), everyMs });
  const rateCards = useRead({ key: 'rate cards', read: (client) => client.listRateCards({}), everyMs });
  return (
    <div className="stack">
      <PageHeading title="Plans and prices" />
      <ReadNotice of={plans} what="the plans" />
      {plans.value === undefined && plans.failure === undefined && <Loading what="the plans" />}
      {plans.value !== undefined && <PlansPanel plans={plans.value.plans} />}
      <ReadNotice of={rateCards} what="the rate cards" />
      {rateCards.value !== undefined && <RateCardsPanel {...rateCards.value} />}
    </div>
  );
}
