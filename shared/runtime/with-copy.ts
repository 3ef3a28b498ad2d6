import { present } from '../domain/present.ts';
import type { Services } from '../ports/services.ts';
import { awsCredentials, awsRegion, s3Endpoint } from './aws-environment.ts';
import { optional } from './environment.ts';
import { createS3Objects } from './s3-objects.ts';
import { service, surroundings } from './services.ts';

/** The second copy of ledgers: the bucket that the environment names; none where it names none. */
export function withCopy(): Pick<Services, 'copy'> {
  return {
    copy: service('copy', () => {
      const bucket = optional('COPY_BUCKET');
      if (bucket === undefined || bucket === '') return undefined;
      return createS3Objects({
        bucket,
        region: awsRegion(),
        credentials: awsCredentials,
        ...surroundings,
        ...present({ endpoint: s3Endpoint() }),
      });
    }),
  };
}
