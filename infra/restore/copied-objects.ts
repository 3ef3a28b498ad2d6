/** The second copy of ledgers as an operator reads it: in its bucket, or in a folder. */
import { present } from '../../shared/domain/present.ts';
import { awsCredentials, awsRegion, s3Endpoint } from '../../shared/runtime/aws-environment.ts';
import { createS3Objects } from '../../shared/runtime/s3-objects.ts';
import { surroundings } from '../../shared/runtime/services.ts';
import { createFolderCopy } from '../local/folder-copy.ts';

export interface CopiedObjects {
  /** The names that begin so, in order. */
  list(prefix: string): AsyncIterable<string>;
  get(name: string): Promise<Uint8Array>;
}

/** The objects at a place: `s3://<bucket>`, by the credentials in the environment, or a folder. */
export function objectsAt(place: string): CopiedObjects {
  const [, bucket] = /^s3:\/\/([^/]+)\/?$/.exec(place) ?? [];
  if (bucket === undefined) return createFolderCopy(place);
  return createS3Objects({
    bucket,
    region: awsRegion(),
    credentials: awsCredentials,
    ...surroundings,
    ...present({ endpoint: s3Endpoint() }),
  });
}
