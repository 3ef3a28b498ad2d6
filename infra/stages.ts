/** The stages as data. What differs between them stands here and nowhere else. */

import type { AccountRole, OperatorRole } from '../shared/contract/routes/roles.ts';
import type { Weight } from '../shared/contract/routes/weight.ts';
import type { Entry } from './bundle-functions.ts';
import type { OutsideCaller } from './constructs/callers.ts';
import type { ExistingTable } from './constructs/credit-table.ts';
import type { HostedName } from './hosted-name.ts';
import type { NewsSettings } from './news-settings.ts';
import type { PaymentSettings } from './payment-settings.ts';
import type { ProjectSettings } from './project-settings.ts';
import type { Throttle } from './throttle.ts';
import type { UsageSettings } from './usage-settings.ts';

/** Where people's sessions come from: a user pool of ours, or any OIDC issuer. Their tokens name their accounts, each with a role in it, as `acme/admin`. */
export type People = PeopleTerms &
  (
    | { readonly kind: 'user-pool' }
    | {
        readonly kind: 'issuer';
        readonly issuer: string;
        readonly audience: readonly string[];
        readonly claim: string;
        /** The claim that names the projects that they may look at, the default one by `default`. Without it a token is of the default project: `custom:projects` when left out. */
        readonly projectsClaim?: string;
        /** Who is an operator. Without it nobody is. */
        readonly operators?: OperatorGroups;
        /** How the dashboard's page signs people in: as the first of the audience, with the identity token, when left out. */
        readonly page?: {
          readonly clientId?: string;
          readonly scope?: string;
          readonly token?: 'id' | 'access';
          readonly signOutUrl?: string;
          /** Where else the issuer answers than under its own name. */
          readonly origins?: readonly string[];
        };
      }
  );

interface PeopleTerms {
  /** The role of people in accounts that their token names without one: `viewer` when left out, who changes nothing. */
  readonly usualRole?: AccountRole;
  /** The claim by which the ledger names who changed something: `sub` when left out. One that people can’t set themselves, as they can their `email` in our pool; what it holds stays as long as the ledger. */
  readonly personClaim?: string;
}

/** The groups of operators, and the claim that names a person’s groups. No name may have a blank in it. */
export interface OperatorGroups extends Readonly<Partial<Record<OperatorRole, string>>> {
  readonly claim: string;
  /** Its members read every account, and change nothing by that. */
  readonly group: string;
}

/** How the second copy of ledgers is kept. */
export interface CopySettings {
  /** Days for which nobody deletes or replaces an object without a right of its own (governance mode): not locked when left out. */
  readonly lockDays?: number;
  /** Days after which objects of 128 KiB and more go to a class that costs a sixth and is read as fast: never when left out. */
  readonly coldAfterDays?: number;
}

export interface StageSettings {
  readonly name: string;
  /** True where data outlives the stack and deploying is careful: the table is kept and can't be deleted, new code is let in bit by bit. */
  readonly isProduction: boolean;
  readonly logDays: 7 | 14 | 30 | 90;
  /** Where it is deployed: where the tool's credentials are, when left out. Granting to roles by ARN needs it. */
  readonly env?: { readonly account: string; readonly region: string };
  /** A table that is there already, as after a restore: the stage goes on with it. A new one is made when left out. */
  readonly existingTable?: ExistingTable;
  /** How often the table was restored, counted up with every restore: part of the ids of events from 1 on. */
  readonly restoration?: number;
  /**
   * Bounds the API of workloads: `usual` all of its routes that have no other weight, any other each route of that
   * weight, on the people's API too. An AWS account takes 2,500 requests a second over all APIs of a Region, 1,250 at once,
   * in a dozen of the Regions, and 10,000 elsewhere; what is asked for here fits into the least. API Gateway keeps throttles as
   * best it can: now and then it lets more through, or refuses a little early.
   */
  readonly throttle: Readonly<Record<Weight, Throttle>>;
  /** Bounds all routes of the people's API that have no other weight. */
  readonly peopleThrottle: Throttle;
  /** Bounds all routes of the API of keys that have no other weight. */
  readonly keysThrottle: Throttle;
  /**
   * Instances set aside for, and the most that are given to, functions which could starve the others: by entry. An AWS
   * account must keep 100 unreserved, so a new one with a small quota has to go without.
   */
  readonly reservedConcurrency: Readonly<Partial<Record<Entry, number>>>;
  /** The number of accounts that may have their balance as a metric, at 0.30 USD a month each: 1 to 3,000, 100 when left out. */
  readonly watchedAccountsMax?: number;
  /** Workers that advance accounts side by side. */
  readonly workersMax: number;
  /** Balances that may fall below a threshold within five minutes before somebody is told. */
  readonly lowBalancesMax: number;
  readonly people: People;
  /** Workloads of other AWS accounts, each with a role to take on. Those of this account are granted their permissions where they are made. */
  readonly callers?: readonly OutsideCaller[];
  /** The payment provider that is connected: none when left out, and payments are told by whoever takes them. */
  readonly payments?: PaymentSettings;
  /** Usage that comes in as events, by a queue: there is none when left out. */
  readonly usage?: UsageSettings;
  /** Endpoints, by webhook, Slack or e-mail, and their routes: none when left out, and whoever listens has the bus. */
  readonly news?: NewsSettings;
  /**
   * Projects besides the default one, by name: each keeps accounts, catalogue, keys, payments and events of its own, at an address of its
   * own, the API's with the name behind it. None when left out. What a project holds stays in the table when it is taken out.
   */
  readonly projects?: Readonly<Record<string, ProjectSettings>>;
  /** Who is told of alarms, by e-mail; others subscribe to the topic. */
  readonly alarmEmail?: string;
  /** The API's own name. The generated address is closed then. */
  readonly domain?: HostedName;
  /** The dashboard's own name. */
  readonly dashboardDomain?: HostedName;
  /** The own name of the API of keys. */
  readonly keysDomain?: HostedName;
  /** The name of a bus of the same account and Region that events go to: one of the stage's own when left out. */
  readonly existingEventBus?: string;
  /**
   * A key of one's own, by ARN: a new table, queues, alarms and logs are encrypted with it, in place of AWS's. Its policy must let
   * CloudWatch, and CloudWatch Logs of the Region, use it (README.md, *Encryption*). Without it nothing can be read: balances go with it.
   */
  readonly encryptionKeyArn?: string;
  /** A managed policy, by its name in the account or by ARN, that bounds every role that is made. */
  readonly permissionsBoundary?: string;
  /** Tags of every stack, and of every resource that takes tags. */
  readonly tags?: Readonly<Record<string, string>>;
  /** How the second copy is kept, where it isn't left out: neither locked nor ever in a colder class when left out. */
  readonly copy?: CopySettings;
  /** The parts that are left out: none when left out. Payments are there where a provider is connected. */
  readonly without?: readonly OptionalPart[];
}

/**
 * - `dashboard`: what people look at, the page, its API and the user pool.
 * - `alarms`: what watches the service as a whole, and the overview. Functions and queues keep their own alarms, by which new code
 *   is taken back.
 * - `copy`: the second copy of ledgers, its bucket and the function that writes it. The bucket is kept when its stack goes.
 * - `keys`: the API of those who send an API key, and what lets them in.
 */
export type OptionalPart = 'dashboard' | 'alarms' | 'copy' | 'keys';

export function hasPart({ without = [] }: StageSettings, part: OptionalPart): boolean {
  return !without.includes(part);
}

export const stages = {
  dev: {
    name: 'dev',
    isProduction: false,
    logDays: 7,
    throttle: {
      usual: { ratePerSecond: 200, burst: 200 },
      heavy: { ratePerSecond: 10, burst: 20 },
      batch: { ratePerSecond: 5, burst: 10 },
      rare: { ratePerSecond: 5, burst: 10 },
    },
    peopleThrottle: { ratePerSecond: 50, burst: 50 },
    keysThrottle: { ratePerSecond: 50, burst: 50 },
    reservedConcurrency: {},
    workersMax: 2,
    lowBalancesMax: 100,
    people: { kind: 'user-pool' },
    // It can be thrown away, and a bucket with something in it can't.
    without: ['copy'],
  },
  prod: {
    name: 'prod',
    isProduction: true,
    logDays: 90,
    throttle: {
      usual: { ratePerSecond: 1_500, burst: 550 },
      heavy: { ratePerSecond: 20, burst: 20 },
      batch: { ratePerSecond: 5, burst: 10 },
      rare: { ratePerSecond: 5, burst: 10 },
    },
    peopleThrottle: { ratePerSecond: 200, burst: 50 },
    keysThrottle: { ratePerSecond: 230, burst: 50 },
    reservedConcurrency: {
      'requests/charge': 100,
      'requests/gate': 50,
      // What these get at the most.
      'requests/reports': 20,
      'requests/operators': 5,
      'requests/catalogue': 5,
      // Strangers can ask it, too.
      'authorizers/admit-api-key': 20,
      'jobs/sweep-due': 1,
      'jobs/audit-ledgers': 1,
    },
    workersMax: 10,
    lowBalancesMax: 1_000,
    people: { kind: 'user-pool' },
    copy: { lockDays: 35, coldAfterDays: 90 },
  },
} as const satisfies Record<string, StageSettings>;
