import type { SQSBatchResponse } from 'aws-lambda';
import { queueTriesMax } from '../../shared/runtime/jobs.ts';

/** A message, and how often it failed before. */
export interface TriedMessage {
  readonly tries: number;
}

/** Parts those that a worker answers as failed, each named by its place in the batch: they come again, or are put aside after their last try. */
export function triedAgain<Message extends TriedMessage>(
  batch: readonly Message[],
  { batchItemFailures }: SQSBatchResponse,
): { readonly again: readonly Message[]; readonly putAside: readonly Message[] } {
  const failed = batchItemFailures.flatMap(({ itemIdentifier }) => batch[Number(itemIdentifier)] ?? []);
  const tried = failed.map((message) => ({ ...message, tries: message.tries + 1 }));
  return {
    again: tried.filter(({ tries }) => tries < queueTriesMax),
    putAside: tried.filter(({ tries }) => tries >= queueTriesMax),
  };
}
