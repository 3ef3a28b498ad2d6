import type { Project } from '../../domain/project.ts';
import type { Services } from '../../ports/services.ts';
import { SettingMissing } from '../environment.ts';
import { service } from '../services.ts';
import { paymentSetting } from './payment-environment.ts';
import { createSqsFactQueue } from './sqs-fact-queue.ts';

/** The queue of what payment providers told: SQS's, that the environment names. */
export function withFacts(project: Project): Pick<Services, 'facts'> {
  return {
    facts: service('facts', project, () => {
      const url = paymentSetting('FACT_QUEUE_URL');
      if (url === undefined) throw new SettingMissing('FACT_QUEUE_URL is not set');
      return createSqsFactQueue(url);
    }),
  };
}
