import * as z from 'zod/mini';
import type { LogFile } from '../../ports/log-files.ts';

const created = z.object({
  detail: z.object({ bucket: z.object({ name: z.string() }), object: z.object({ key: z.string() }) }),
});

/** The file that an event *Object Created* of S3 tells of, as EventBridge brings it. Throws on anything else. */
export function fileOfMessage(body: string): LogFile {
  const { bucket, object } = created.parse(JSON.parse(body)).detail;
  return { bucket: bucket.name, key: object.key };
}

/** True of a file of records: beside them stand the prompts and answers that were too long for a line (`data/`), and a trace of Bedrock's trying its rights. */
export function isLogFile({ key }: LogFile): boolean {
  return /\/BedrockModelInvocationLogs\/.*\.json\.gz$/.test(`/${key}`) && !key.split('/').includes('data');
}
