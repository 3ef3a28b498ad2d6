import { copiedOf } from '../domain/ledger/copied-part.ts';
import { present } from '../domain/present.ts';
import { isDefault, type Project } from '../domain/project.ts';
import type { LedgerCopy } from '../ports/ledger-copy.ts';
import type { Services } from '../ports/services.ts';
import { awsCredentials, awsRegion, s3Endpoint } from './aws-environment.ts';
import { optional } from './environment.ts';
import { createS3Objects } from './s3-objects.ts';
import { service, surroundings } from './services.ts';

/** The second copy of ledgers: the bucket that the environment names; none where it names none. */
export function withCopy(project: Project): Pick<Services, 'copy'> {
  return {
    copy: service('copy', project, () => {
      const bucket = optional('COPY_BUCKET');
      if (bucket === undefined || bucket === '') return undefined;
      const objects = createS3Objects({
        bucket,
        region: awsRegion(),
        credentials: awsCredentials,
        ...surroundings,
        ...present({ endpoint: s3Endpoint() }),
      });
      return copyOf(objects, project);
    }),
  };
}

/** All projects share the bucket: what is kept of each but the default is behind its name. */
export function copyOf(copy: LedgerCopy, project: Project): LedgerCopy {
  return isDefault(project) ? copy : { keep: (name, content) => copy.keep(copiedOf(project.name, name), content) };
}
