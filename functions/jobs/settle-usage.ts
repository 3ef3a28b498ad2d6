import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type { UsageEvent } from '../../shared/domain/catalogue/usage-event.ts';
import { settleUsage } from '../../shared/operations/settle-usage.ts';
import { jobHandler } from '../../shared/runtime/job-handler.ts';
import { usageJobs } from '../../shared/runtime/jobs.ts';
import { loggedError } from '../../shared/runtime/logged-error.ts';
import { logger } from '../../shared/runtime/telemetry.ts';
import { byAccount } from '../../shared/runtime/usage/by-account.ts';
import { fateOfEvent } from '../../shared/runtime/usage/fate-of-event.ts';
import { readUsageMessage } from '../../shared/runtime/usage/read-usage-message.ts';
import { withUnchargeable } from '../../shared/runtime/usage/sqs-unchargeable.ts';

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
  run: async (event: SQSEvent, { store, unchargeable, atMs }) => {
    const counts = { UsageCharged: 0, UsageRepeated: 0, UsagePutAside: 0, UsageNotCharged: 0 };
    const failed = new Set<string>();
    const fail = (record: SQSRecord, cause: unknown): void => {
      failed.add(record.messageId);
      counts.UsageNotCharged += 1;
      if (failed.size <= failuresLoggedMax)
        logger.error('usage not charged', { messageId: record.messageId, error: loggedError(cause) });
    };
    const putAside = async (
      record: SQSRecord,
      why: { readonly reason: string; readonly detail: string },
    ): Promise<void> => {
      await unchargeable.send([{ body: record.body, ...why }]).then(
        () => {
          counts.UsagePutAside += 1;
        },
        (cause: unknown) => fail(record, cause),
      );
    };
    const read: { readonly record: SQSRecord; readonly event: UsageEvent; readonly accountId: string }[] = [];
    for (const record of event.Records) {
      const found = readUsageMessage(record);
      if (found.kind === 'unreadable') await putAside(record, { reason: 'unreadable', detail: found.detail });
      else read.push({ record, event: found.event, accountId: found.event.accountId });
    }
    // Keys say their times: where they rise, nobody needs to look whether an earlier one was used.
    read.sort((a, b) => (a.event.timeMs ?? atMs) - (b.event.timeMs ?? atMs));
    const settled = await byAccount(read, (each) => settleUsage(store, each.event, caller, atMs));
    for (const [at, { record }] of read.entries()) {
      const result = settled[at];
      if (result?.status !== 'fulfilled') {
        fail(record, result?.reason);
        continue;
      }
      const why = fateOfEvent(result.value, Number(record.attributes.ApproximateReceiveCount));
      if (why.kind === 'charged') counts[why.isRepeated ? 'UsageRepeated' : 'UsageCharged'] += 1;
      else if (why.kind === 'later') fail(record, new Error(why.reason));
      else await putAside(record, why);
    }
    const answer: SQSBatchResponse = { batchItemFailures: [...failed].map((itemIdentifier) => ({ itemIdentifier })) };
    return { counts, answer };
  },
});
