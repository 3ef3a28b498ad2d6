import { copyCommits } from '../../shared/operations/copy-commits.ts';
import { SettingMissing } from '../../shared/runtime/environment.ts';
import { streamHandler } from '../../shared/runtime/stream-handler.ts';
import { streams } from '../../shared/runtime/streams.ts';
import { withCopy } from '../../shared/runtime/with-copy.ts';

export const handler = streamHandler({
  consumer: streams.copyCommits,
  others: withCopy,
  run: async ({ commits }, { store, copy }) => {
    if (copy === undefined) throw new SettingMissing('COPY_BUCKET is not set: there is nowhere to copy ledgers to');
    await copyCommits({ store, copy }, commits);
  },
});
