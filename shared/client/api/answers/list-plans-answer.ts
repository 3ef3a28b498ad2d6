/** Written by `npm run openapi`: change the routes, never this. */
import type { Plan } from './plan.ts';

export interface ListPlansAnswer {
  readonly plans: readonly Plan[];
}
