import { reconcilePayments } from '../../shared/operations/reconcile-payments.ts';
import { jobHandler } from '../../shared/runtime/job-handler.ts';
import { paymentJobs } from '../../shared/runtime/jobs.ts';
import { paymentsProject } from '../../shared/runtime/payments/payment-environment.ts';
import { withFacts } from '../../shared/runtime/payments/with-facts.ts';
import { withPayments } from '../../shared/runtime/payments/with-payments.ts';

/** The part of a function's fifteen minutes in which pages are begun: the last of them still ends in time. */
const budgetMs = 10 * 60_000;

export const handler = jobHandler({
  job: paymentJobs.reconcilePayments,
  others: (project) => ({ ...withFacts(project), ...withPayments(project) }),
  run: async (_event: unknown, { of }) => {
    const { atMs, ...services } = await of(paymentsProject());
    const endsMs = performance.now() + budgetMs;
    const isOver = (): boolean => performance.now() > endsMs;
    const { listed, isWhole } = await reconcilePayments(services, atMs, { isOver });
    return { counts: { Listed: listed, Unfinished: isWhole ? 0 : 1 }, answer: undefined };
  },
});
