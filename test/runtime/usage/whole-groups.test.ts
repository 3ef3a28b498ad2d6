/** Failures in a FIFO queue of usage: what comes again, and in which order. */
import type { SQSEvent } from 'aws-lambda';
import { expect, it } from 'vitest';
import { present } from '../../../shared/domain/present.ts';
import { wholeGroups } from '../../../shared/runtime/usage/whole-groups.ts';
import { deliverInOrder } from '../../support/engines/ordered-usage-queue.ts';
import { usageRecord } from '../../support/engines/usage-queue.ts';

const message = (messageId: string, groupId?: string) => ({
  ...{ messageId, body: messageId, sentMs: 0 },
  ...present({ groupId }),
});

it('what was sent after a failed message of its group comes again with it, and other groups are done', () => {
  const records = [message('a1', 'a'), message('b1', 'b'), message('a2', 'a'), message('a3', 'a'), message('b2', 'b')];
  const again = wholeGroups(
    records.map((each) => usageRecord(each)),
    new Set(['a2']),
  );
  expect(again).toEqual(['a2', 'a3']);
});

it('in a standard queue only what failed comes again', () => {
  const records = [message('1'), message('2'), message('3')].map((each) => usageRecord(each));
  expect(wholeGroups(records, new Set(['2']))).toEqual(['2']);
});

it('a message that fails twice holds back its own group only, and the order of each group is kept', async () => {
  const done: string[] = [];
  let fails = 2;
  const worker = async ({ Records }: SQSEvent) => {
    const failed = new Set(Records.flatMap(({ body }) => (body === 'a2' && fails > 0 ? [body] : [])));
    if (failed.size > 0) fails -= 1;
    const again = wholeGroups(Records, failed);
    done.push(...Records.map(({ body }) => body).filter((body) => !again.includes(body)));
    return { batchItemFailures: again.map((itemIdentifier) => ({ itemIdentifier })) };
  };
  const messages = [message('a1', 'a'), message('a2', 'a'), message('b1', 'b'), message('a3', 'a'), message('b2', 'b')];
  const delivery = { batchSize: 2, hiddenMs: 1_000, takesMs: 10 };
  const { overtaken, putAside } = await deliverInOrder(messages, worker, delivery);
  expect(done).toEqual(['a1', 'b1', 'b2', 'a2', 'a3']);
  expect([overtaken, putAside]).toEqual([0, []]);
});
