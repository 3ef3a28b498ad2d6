import type { LogFiles } from '../../ports/log-files.ts';
import type { QueuedUsage, UsageQueue } from '../../ports/usage-queue.ts';
import { usageOfRecord } from './bedrock-usage.ts';
import { fileOfMessage, isLogFile } from './file-message.ts';
import { eachLine } from './lines.ts';

/** Records that are in memory at once. */
const pendingMax = 100;

/**
 * Puts each call of a model that a file tells of into the queue of usage, and answers how many. Rejects where the file can't be read to its end
 * or the queue refuses: then it is read again, and what came before is known by its request. A file of anything else is passed over.
 */
export async function readLogFile(
  body: string,
  { usage, logFiles }: { readonly usage: UsageQueue; readonly logFiles: LogFiles },
): Promise<number> {
  const file = fileOfMessage(body);
  if (!isLogFile(file)) return 0;
  let [pending, calls]: [QueuedUsage[], number] = [[], 0];
  const handOver = async (): Promise<void> => {
    await usage.send(pending);
    calls += pending.length;
    pending = [];
  };
  await eachLine(await logFiles.open(file), async ({ text, number }) => {
    const call = usageOfRecord(text, `s3://${file.bucket}/${file.key}#${number}`);
    if (call !== undefined) pending.push(call);
    if (pending.length >= pendingMax) await handOver();
  });
  if (pending.length > 0) await handOver();
  return calls;
}
