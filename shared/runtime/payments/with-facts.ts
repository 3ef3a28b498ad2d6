import type { Services } from '../../ports/services.ts';
import { SettingMissing } from '../environment.ts';
import { service } from '../services.ts';
import { paymentSetting } from './payment-environment.ts';
import { createSqsFactQueue } from './sqs-fact-queue.ts';

/** The queue of what payment providers told: SQS's, that the environment names. */
export function withFacts(): Pick<Services, 'facts'> {
  return {
    facts: service('facts', () => {
      const url = paymentSetting('FACT_QUEUE_URL');
      if (url === undefined) throw new SettingMissing('FACT_QUEUE_URL is not set');
      return createSqsFactQueue(url);
    }),
  };
}
