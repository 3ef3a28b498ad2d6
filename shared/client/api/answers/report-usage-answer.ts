/** Written by `npm run openapi`: change the routes, never this. */
import type { Hold } from './hold.ts';

export interface ReportUsageAnswer {
  /** Whether the work may go on. After `pause`, report again once there are credits. */
  readonly decision: 'continue' | 'pause';
  readonly hold: Hold;
}
