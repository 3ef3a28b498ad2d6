/** Takes usage in protocols of others: CloudEvents, traces, LiteLLM's callback. */

import { takeUsage } from '../../shared/runtime/intake/take-usage.ts';

export const handler = takeUsage;
