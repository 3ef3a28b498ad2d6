import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { settleUsage } from '../../shared/operations/settle-usage.ts';
import { jobHandler } from '../../shared/runtime/job-handler.ts';
import { usageJobs } from '../../shared/runtime/jobs.ts';
import { loggedError } from '../../shared/runtime/logged-error.ts';
import { isProject } from '../../shared/runtime/projects.ts';
import { logger } from '../../shared/runtime/telemetry.ts';
import { byAccount } from '../../shared/runtime/usage/by-account.ts';
import { fateOfEvent } from '../../shared/runtime/usage/fate-of-event.ts';
import { type ReadUsage, readUsageMessage } from '../../shared/runtime/usage/read-usage-message.ts';
import { type Unchargeable, withUnchargeable } from '../../shared/runtime/usage/sqs-unchargeable.ts';
import { wholeGroups } from '../../shared/runtime/usage/whole-groups.ts';

/** An event, and the message that it came in. */
type UsageOfRecord = Extract<ReadUsage, { readonly kind: 'read' }> & { readonly record: SQSRecord };

/** Failures of a batch that are logged. What fails in one batch mostly fails alike. */
const failuresLoggedMax = 5;
const caller = 'usage';

/**
 * Charges events of usage, those of one account together. What can't be charged is put aside at once, with the reason, and holds up nobody;
 * only what may be charged later comes again: an account that isn't open yet, a store that doesn't answer.
 */
export const handler = jobHandler({
  job: usageJobs.settleUsage,
  others: withUnchargeable,
  run: async (event: SQSEvent, { of, unchargeable, atMs }) => {
    const counts = { UsageCharged: 0, UsageRepeated: 0, UsagePutAside: 0, UsageNotCharged: 0 };
    const failed = new Set<string>();
    const fail = (record: SQSRecord, cause: unknown): void => {
      failed.add(record.messageId);
      counts.UsageNotCharged += 1;
      if (failed.size <= failuresLoggedMax)
        logger.error('usage not charged', { messageId: record.messageId, error: loggedError(cause) });
    };
    const putAside = async (record: SQSRecord, message: Unchargeable): Promise<void> => {
      await unchargeable.send([message]).then(
        () => {
          counts.UsagePutAside += 1;
        },
        (cause: unknown) => fail(record, cause),
      );
    };
    const read: (UsageOfRecord & { readonly accountId: string })[] = [];
    for (const record of event.Records)
      for (const found of readUsageMessage(record)) {
        if (found.kind !== 'read')
          await putAside(record, { body: found.body, reason: found.kind, detail: found.detail });
        else if (isProject(found.event.project)) read.push({ ...found, record, accountId: found.event.accountId });
        else
          await putAside(record, {
            body: found.body,
            reason: 'unreadable',
            detail: 'project is none of the deployment’s',
          });
      }
    // Keys say their times: where they rise, nobody needs to look whether an earlier one was used.
    read.sort((a, b) => (a.event.timeMs ?? atMs) - (b.event.timeMs ?? atMs));
    const settled = await byAccount(read, async ({ event: told }) => {
      const seen = await of(told.project, told.accountId);
      return settleUsage(seen.store, told, caller, seen.atMs);
    });
    for (const [at, { record, body }] of read.entries()) {
      const result = settled[at];
      if (result?.status !== 'fulfilled') {
        fail(record, result?.reason);
        continue;
      }
      const why = fateOfEvent(result.value, Number(record.attributes.ApproximateReceiveCount));
      if (why.kind === 'charged') counts[why.isRepeated ? 'UsageRepeated' : 'UsageCharged'] += 1;
      else if (why.kind === 'later') fail(record, new Error(why.reason));
      else await putAside(record, { body, reason: why.reason, detail: why.detail });
    }
    const again = wholeGroups(event.Records, failed);
    const answer: SQSBatchResponse = { batchItemFailures: again.map((itemIdentifier) => ({ itemIdentifier })) };
    return { counts, answer };
  },
});
