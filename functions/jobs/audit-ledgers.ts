import { auditLedgers } from '../../shared/operations/audit-ledgers.ts';
import type { Copying } from '../../shared/operations/copy-commits.ts';
import { copyCatalogue } from '../../shared/operations/reading/copy-catalogue.ts';
import { scheduledJob } from '../../shared/runtime/job-handler.ts';
import { jobs } from '../../shared/runtime/jobs.ts';
import { loggedError } from '../../shared/runtime/logged-error.ts';
import { withNews } from '../../shared/runtime/news/with-news.ts';
import { projects } from '../../shared/runtime/projects.ts';
import { logger } from '../../shared/runtime/telemetry.ts';
import { withBus } from '../../shared/runtime/with-bus.ts';
import { withCopy } from '../../shared/runtime/with-copy.ts';

/** The part of a function's fifteen minutes in which pages are begun, all projects' together: the last of them still ends in time. */
const budgetMs = 10 * 60_000;

export const handler = scheduledJob({
  job: jobs.auditLedgers,
  others: (project) => ({ ...withBus(project), ...withCopy(project), ...withNews(project) }),
  run: async ({ store, bus, copy, news, atMs }) => {
    const endsMs = performance.now() + budgetMs / projects().length;
    const isOver = (): boolean => performance.now() > endsMs;
    const report = await auditLedgers({ store, bus, copy, news }, atMs, { isOver });
    const { audited, skipped, breaches, failures, caughtUp, copied, uncopied } = report;
    for (const breach of breaches) logger.critical('ledger in breach', { ...breach });
    for (const { accountId, cause } of failures)
      logger.error('account not audited', { accountId, error: loggedError(cause) });
    const isCatalogueCopied = copy === undefined || (await isCopied({ store, copy }));
    for (const { accountId, cause } of uncopied)
      logger.error('ledger not copied', { accountId, error: loggedError(cause) });
    return {
      Audited: audited,
      Skipped: skipped,
      NotAudited: failures.length,
      CaughtUp: caughtUp,
      LedgerBreaches: breaches.length,
      Copied: copied,
      NotCopied: uncopied.length + (isCatalogueCopied ? 0 : 1),
    };
  },
});

/** A copy that doesn't answer keeps nothing else from being counted. */
async function isCopied(copying: Copying): Promise<boolean> {
  try {
    await copyCatalogue(copying);
    return true;
  } catch (cause) {
    logger.error('catalogue not copied', { error: loggedError(cause) });
    return false;
  }
}
