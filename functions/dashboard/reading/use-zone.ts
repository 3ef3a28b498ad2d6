import { useLocation } from '../routing/location.ts';
import { viewerZone } from '../writing/instants.ts';
import { useAccount } from './account-context.ts';

/** Whose days a page goes by: the account's unless the address says otherwise. */
const zoneChoices = ['account', 'mine', 'utc'] as const;
export type ZoneChoice = (typeof zoneChoices)[number];

export interface ShownZone {
  readonly choice: ZoneChoice;
  readonly timeZone: string;
}

export function useZone(): ShownZone {
  const { timeZone } = useAccount();
  const asked = useLocation().query.get('zone');
  const choice = zoneChoices.find((each) => each === asked) ?? 'account';
  return { choice, timeZone: { account: timeZone, mine: viewerZone, utc: 'UTC' }[choice] };
}
