/**
 * The parts that all consumers of the table's stream share. Records are taken account by account, each account's for
 * itself, so one that fails holds up no other:
 *
 * - A record that can't be read, and an account that our code fails on, are set aside at once: logged and counted, and not
 *   asked for again. What they held isn't lost: the account's next commit, or the audit, goes on from the ledger.
 * - Where the store, the bus or the copy doesn't answer, the stream is asked to deliver again from there. What other accounts had in
 *   between is passed over then.
 */

import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { present } from '../domain/present.ts';
import type { Project } from '../domain/project.ts';
import { CopyUnavailable } from '../ports/ledger-copy.ts';
import type { Services } from '../ports/services.ts';
import { decodeAccount, type LoadedAccount } from '../storage/account-item.ts';
import { ofProject } from '../storage/project-table.ts';
import { ItemCorrupt, StoreUnavailable } from '../storage/table.ts';
import { accountIdOf, accountPk, accountSk } from '../storage/table-keys.ts';
import { asSeenBy } from './account-scope.ts';
import { BusUnavailable } from './eventbridge-bus.ts';
import { loggedError } from './logged-error.ts';
import { isProject, projectNamed } from './projects.ts';
import { services } from './services.ts';
import { itemOf, type StreamImage } from './stream-image.ts';
import type { StreamConsumer } from './streams.ts';
import { countJob, logger } from './telemetry.ts';
import { withStore } from './with-store.ts';

export type StreamHandler = (event: DynamoDBStreamEvent) => Promise<DynamoDBBatchResponse>;

export interface AccountCommit {
  readonly before?: LoadedAccount;
  readonly after: LoadedAccount;
}

/** Failures that pass: the same records are taken in later. */
const transient = [StoreUnavailable, BusUnavailable, CopyUnavailable] as const;

/** Accounts that are worked on at once. */
const parallelMax = 10;

interface Delivery {
  readonly accountId: string;
  readonly project: Project;
  /** Where the stream is to begin again if these aren't done. */
  readonly sequenceNumber: string;
  readonly commits: AccountCommit[];
}

export interface StreamHandlerParts<Others> {
  readonly consumer: StreamConsumer;
  /** The services that it works with besides the store and the clock. */
  readonly others: (project: Project) => Others;
  /** Takes in commits of one account; rejects to have them again. */
  readonly run: (
    delivered: Pick<Delivery, 'accountId' | 'commits'>,
    services: Pick<Services, 'store' | 'nowMs'> & Others & { readonly project: Project },
  ) => Promise<void>;
}

export function streamHandler<Others extends Partial<Services>>({
  consumer: { id: consumer },
  others,
  run,
}: StreamHandlerParts<Others>): StreamHandler {
  return async ({ Records }) => {
    const { deliveries, unreadable } = deliveriesOf(Records);
    const failed: string[] = [];
    let setAside = unreadable;
    await eachOf(deliveries, async ({ accountId, project: whole, sequenceNumber, commits }) => {
      try {
        const project = await asSeenBy(whole, accountId);
        await run({ accountId, commits }, { ...services(project), ...withStore(project), ...others(project), project });
      } catch (cause) {
        const isTransient = transient.some((kind) => cause instanceof kind);
        const error = loggedError(cause);
        if (isTransient) {
          logger.warn('commits not consumed yet', { consumer, accountId, error });
          failed.push(sequenceNumber);
        } else {
          logger.critical('commits set aside', { consumer, accountId, error });
          setAside += 1;
        }
      }
    });
    countJob(consumer, { Records: Records.length, Delayed: failed.length, SetAside: setAside });
    return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
  };
}

function deliveriesOf(records: readonly DynamoDBRecord[]): {
  readonly deliveries: readonly Delivery[];
  readonly unreadable: number;
} {
  const deliveries = new Map<string, Delivery>();
  let unreadable = 0;
  for (const { dynamodb } of records) {
    const keys = strings(dynamodb?.Keys ?? {});
    const { project: name, pk } = ofProject(keys.pk ?? '');
    const { sk } = keys;
    if (sk !== accountSk || !pk.startsWith(accountPk('')) || dynamodb?.NewImage === undefined) continue;
    const accountId = accountIdOf({ pk, sk });
    if (!isProject(name)) {
      // What is left of one that was taken out of the stage holds up nobody.
      logger.critical('record set aside', { accountId, project: name });
      unreadable += 1;
      continue;
    }
    try {
      const project = projectNamed(name);
      const after = decodeImage(accountId, dynamodb.NewImage);
      const before = dynamodb.OldImage === undefined ? undefined : decodeImage(accountId, dynamodb.OldImage);
      const delivery = deliveries.get(keys.pk ?? '') ?? {
        accountId,
        project,
        sequenceNumber: dynamodb.SequenceNumber ?? '',
        commits: [],
      };
      deliveries.set(keys.pk ?? '', delivery);
      delivery.commits.push({ ...present({ before }), after });
    } catch (cause) {
      if (!(cause instanceof ItemCorrupt)) throw cause;
      logger.critical('record set aside', { accountId, error: loggedError(cause) });
      unreadable += 1;
    }
  }
  return { deliveries: [...deliveries.values()], unreadable };
}

function decodeImage(accountId: string, image: StreamImage): LoadedAccount {
  return decodeAccount(accountId, itemOf(image));
}

function strings(keys: StreamImage): { readonly pk?: string; readonly sk?: string } {
  return { pk: keys['pk']?.S ?? '', sk: keys['sk']?.S ?? '' };
}

async function eachOf<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const waiting = [...items];
  const worker = async (): Promise<void> => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: parallelMax }, worker));
}
