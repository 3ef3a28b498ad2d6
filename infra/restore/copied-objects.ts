/** The second copy of ledgers as an operator reads it: in its bucket, or in a folder. */
import { copiedOf } from '../../shared/domain/ledger/copied-part.ts';
import { present } from '../../shared/domain/present.ts';
import { defaultProject, isDefault, type Project } from '../../shared/domain/project.ts';
import { awsCredentials, awsRegion, s3Endpoint } from '../../shared/runtime/aws-environment.ts';
import { createS3Objects } from '../../shared/runtime/s3-objects.ts';
import { surroundings } from '../../shared/runtime/services.ts';
import { createFolderCopy } from '../local/folder-copy.ts';

export interface CopiedObjects {
  /** The names that begin so, in order. */
  list(prefix: string): AsyncIterable<string>;
  get(name: string): Promise<Uint8Array>;
}

/** A project's objects at a place: `s3://<bucket>`, by the credentials in the environment, or a folder. */
export function objectsAt(place: string, project: Project = defaultProject): CopiedObjects {
  const objects = allObjectsAt(place);
  if (isDefault(project)) return objects;
  const within = (name: string): string => copiedOf(project.name, name);
  return {
    get: (name) => objects.get(within(name)),
    list: async function* (prefix) {
      for await (const name of objects.list(within(prefix))) yield name.slice(within('').length);
    },
  };
}

function allObjectsAt(place: string): CopiedObjects {
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
