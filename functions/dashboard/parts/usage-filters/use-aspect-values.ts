import { minuteMs } from '../../../../shared/domain/time.ts';
import { useAccount } from '../../reading/account-context.ts';
import { useRead } from '../../reading/use-read.ts';
import type { Aspect } from '../../routing/usage-filters.ts';

/** The values of an aspect that this cycle and the one before know, those that used most first; undefined until they are read. */
export function useAspectValues(aspect: Aspect): readonly string[] | undefined {
  const { accountId } = useAccount();
  const { value, failure } = useRead({
    key: `values ${aspect} ${accountId}`,
    read: (client) =>
      client.readUsage({
        accountId,
        query: { groupBy: aspect, interval: 'cycle', ...(aspect === 'caller' ? {} : { top: '1000' }) },
      }),
    everyMs: 10 * minuteMs,
  });
  if (value === undefined) return failure === undefined ? undefined : [];
  return (value.comparison?.groups ?? [])
    .toSorted((a, b) => b.credits - a.credits)
    .flatMap(({ key }) => (key === undefined ? [] : [key]));
}
