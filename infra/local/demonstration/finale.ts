/** The last hours of the accounts whose state a renewal has ended, told again so that the state is there at the present. */
import { routes } from '../../../shared/contract/routes/routes.ts';
import { hourMs } from '../../../shared/domain/time.ts';
import type { Chapter } from './chapter.ts';
import {
  beginMigration,
  buyPack,
  charge,
  chargeBack,
  decline,
  endMigration,
  spendDownTo,
  startAgents,
  startLongJob,
} from './steps.ts';
import type { Teller } from './teller.ts';

export interface FinaleSpan {
  /** True where the account's cycle is one that began after the demonstration's end. */
  readonly hasRenewed: boolean;
  /** The cycle's start, or the demonstration's end where that is later. */
  readonly fromMs: number;
  readonly presentMs: number;
}

/** Never longer, so that what is set aside is there still. */
const hoursMax = 10;

/** Chapters of one account, in the last ten hours or as many as there are since its renewal; none for those that go on as they are. */
export function finaleOf(accountId: string, { hasRenewed, fromMs, presentMs }: FinaleSpan): readonly Chapter[] {
  const hourLength = Math.min(hourMs, (presentMs - fromMs) / (hoursMax + 1));
  const ago = (hours: number, tell: Chapter['tell']): Chapter => ({
    atMs: Math.round(presentMs - hours * hourLength),
    tell,
  });
  if (accountId === 'busy') return [ago(1.6, ifNothingIsHeld(startLongJob)), ago(0.3, ifAtMostOneIsHeld(startAgents))];
  if (!hasRenewed) return [];
  switch (accountId) {
    case 'low':
      return [ago(4, spendDownTo('low', 110))];
    case 'at-zero':
      return [
        ago(9, spendDownTo('at-zero', 90)),
        ...[8.9, 7.3, 5.2, 1.1].map((hours) => ago(hours, declineWhatIsAsked)),
        ago(6, spendDownTo('at-zero', 0)),
        ...[5, 3, 1].map((hours) => ago(hours, (teller) => charge(teller, 'at-zero', 2.5, 402))),
      ];
    case 'overrun':
      return [ago(9, spendDownTo('overrun', 260)), ago(8, beginMigration), ago(3, endMigration)];
    case 'in-debt': {
      const paymentId = `pi_demonstration_${new Date(presentMs).toISOString().slice(0, 10)}`;
      return [
        ago(9, buyPack('in-debt', paymentId)),
        ago(6, spendDownTo('in-debt', 150)),
        ago(2, chargeBack('in-debt', paymentId)),
      ];
    }
    default:
      return [];
  }
}

/** The schedules ask again for a top-up whose payment was declined: after an hour and a half, two and four. */
async function declineWhatIsAsked(teller: Teller): Promise<void> {
  await teller.settled();
  const { topUpRequest } = await teller.send(routes.readAccount, { params: { accountId: 'at-zero' } });
  if (topUpRequest?.state === 'requested') await decline(teller, 'at-zero', topUpRequest.requestId);
}

const ifNothingIsHeld = (tell: Chapter['tell']): Chapter['tell'] => ifAtMostHeld(0, tell);
const ifAtMostOneIsHeld = (tell: Chapter['tell']): Chapter['tell'] => ifAtMostHeld(1, tell);

function ifAtMostHeld(most: number, tell: Chapter['tell']): Chapter['tell'] {
  return async (teller) => {
    const { holds = [] } = await teller.send(routes.listHolds, { params: { accountId: 'busy' } });
    if (holds.length <= most) await tell(teller);
  };
}
