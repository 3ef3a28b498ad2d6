import { minuteMs } from '../../../shared/domain/time.ts';
import type { Plan } from './shapes.ts';
import { pauseInUse } from './touches.ts';
import { type Read, useRead } from './use-read.ts';

/** Versions of plans take effect two minutes after their publication at the earliest. */
const planEveryMs = pauseInUse(minuteMs, 10 * minuteMs);

export function usePlan(planId: string): Read<Plan> {
  return useRead({
    key: `plan ${planId}`,
    read: (client) => client.readPlan({ planId }),
    everyMs: planEveryMs,
  });
}
