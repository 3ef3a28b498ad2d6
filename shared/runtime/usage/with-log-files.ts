import { present } from '../../domain/present.ts';
import type { Project } from '../../domain/project.ts';
import type { Services } from '../../ports/services.ts';
import { awsCredentials, awsRegion, s3Endpoint } from '../aws-environment.ts';
import { openS3Object } from '../s3-objects.ts';
import { service, surroundings } from '../services.ts';

/** Files on S3, of whatever bucket the function may read. */
export function withLogFiles(project: Project): Pick<Services, 'logFiles'> {
  return {
    logFiles: service('logFiles', project, () => ({
      open: ({ bucket, key }) =>
        openS3Object(
          {
            bucket,
            region: awsRegion(),
            credentials: awsCredentials,
            ...surroundings,
            ...present({ endpoint: s3Endpoint() }),
          },
          key,
        ),
    })),
  };
}
