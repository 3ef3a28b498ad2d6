import type { ReactNode } from 'react';
import { minuteMs } from '../../../../shared/domain/time.ts';
import { Loading } from '../../parts/loading.tsx';
import { PageHeading } from '../../parts/page-heading.tsx';
import { ReadNotice } from '../../parts/read-notice.tsx';
import { listPause } from '../../reading/touches.ts';
import { useRead } from '../../reading/use-read.ts';
import { CompareCardsPanel, ComparePlansPanel } from './compare-panel.tsx';
import { PlansPanel } from './plans-panel.tsx';
import { RateCardsPanel } from './rate-cards-panel.tsx';
import { ReplayPanel } from './replay-panel.tsx';

const everyMs = listPause(10 * minuteMs);

/** Every version of every plan and rate card: what was in effect, what is, what is to come, how two differ, and what a draft would do. */
export function CataloguePage(): ReactNode {
  const plans = useRead({ key: 'plans', read: (client) => client.listPlans({}), everyMs });
  const rateCards = useRead({ key: 'rate cards', read: (client) => client.listRateCards({}), everyMs });
  return (
    <div className="stack">
      <PageHeading title="Plans and prices" />
      <ReadNotice of={plans} what="the plans" />
      {plans.value === undefined && plans.failure === undefined && <Loading what="the plans" />}
      {plans.value !== undefined && <PlansPanel plans={plans.value.plans} />}
      {plans.value !== undefined && plans.value.plans.length > 1 && <ComparePlansPanel plans={plans.value.plans} />}
      <ReadNotice of={rateCards} what="the rate cards" />
      {rateCards.value !== undefined && (
        <>
          <ReplayPanel inEffect={rateCards.value.inEffect} />
          {rateCards.value.rateCards.length > 1 && <CompareCardsPanel {...rateCards.value} />}
          <RateCardsPanel {...rateCards.value} />
        </>
      )}
    </div>
  );
}
