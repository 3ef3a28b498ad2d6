import { PermissionsBoundary, Stack, Stage, Tags } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import settings from '../cdk.json' with { type: 'json' };
import { present } from '../shared/domain/present.ts';
import type { CodeOf } from './bundle-functions.ts';
import type { ServiceFunction, Surroundings } from './constructs/service-function.ts';
import { prebuilt } from './library/prebuilt.ts';
import { AlarmsStack } from './stacks/alarms.ts';
import { ApiStack } from './stacks/api.ts';
import { DashboardStack } from './stacks/dashboard.ts';
import { DataStack } from './stacks/data.ts';
import { IntakeStack } from './stacks/intake.ts';
import { JobsStack } from './stacks/jobs.ts';
import { KeysStack } from './stacks/keys.ts';
import { NewsStack } from './stacks/news.ts';
import { PaymentsStack } from './stacks/payments.ts';
import { ProjectsStack } from './stacks/projects.ts';
import { SignalsStack } from './stacks/signals.ts';
import { UsageStack } from './stacks/usage.ts';
import { stageProjects } from './stage-projects.ts';
import { hasPart, type StageSettings } from './stages.ts';
import type { UsageSettings } from './usage-settings.ts';

export interface CreditsStageProps {
  readonly stage: StageSettings;
  /** The code that functions run: what the package brings when left out. */
  readonly codeOf?: CodeOf;
  /** Answers the folder of the dashboard's built page: what the package brings when left out. */
  readonly page?: () => string;
  /** True for an emulator, false when left out: what an emulator can't do is left out. */
  readonly isLocal?: boolean;
}

/**
 * The whole service once: `credits-<stage>/data`, `/signals`, `/jobs`, `/payments`, `/usage`, `/news`, `/api`, `/keys`, `/intake`, `/dashboard`, `/projects` and `/alarms`. It brings the
 * feature flags that it is tested with, so that its templates are the same in every app.
 */
export class CreditsStage extends Stage {
  readonly data: DataStack;
  readonly signals: SignalsStack;
  /** The functions that follow the table's stream, by id. */
  readonly consumers: ReadonlyMap<string, ServiceFunction>;
  readonly api: ApiStack;
  /** Undefined where it is left out. */
  readonly keys: KeysStack | undefined;
  /** Undefined where it is left out. */
  readonly dashboard: DashboardStack | undefined;
  readonly jobs: JobsStack;
  /** Undefined where no news is delivered. */
  readonly news: NewsStack | undefined;
  /** Undefined where no payment provider is connected. */
  readonly payments: PaymentsStack | undefined;
  /** Undefined where no usage comes in as events. */
  readonly usage: UsageStack | undefined;
  /** Undefined likewise: routes and a function by which usage comes in over HTTP. */
  readonly intake: IntakeStack | undefined;
  /** Undefined where there is the default project alone. */
  readonly projects: ProjectsStack | undefined;
  /** Undefined where it is left out. */
  readonly alarms: AlarmsStack | undefined;

  constructor(scope: Construct, id: string, { stage, codeOf, page, isLocal = false }: CreditsStageProps) {
    super(scope, id, present({ env: stage.env, permissionsBoundary: boundaryOf(stage) }));
    if (!stageName.test(stage.name))
      throw new RangeError(
        `${stage.name} is no stage’s name: a small letter, then up to 39 small letters, digits and hyphens`,
      );
    for (const [flag, value] of Object.entries(settings.context)) this.node.setContext(flag, value);
    this.data = new DataStack(this, 'data', { stage, description: 'Credits: the ledger, kept.' });
    this.signals = new SignalsStack(this, 'signals', { stage, description: 'Credits: events and alarms.' });
    const surroundings: Surroundings = {
      stage,
      codeOf: codeOf ?? prebuilt.codeOf,
      isLocal,
      table: this.data.table,
      copy: this.data.copy,
      news: this.signals.news?.queue,
      bus: this.signals.bus,
      alarmTopic: this.signals.alarmTopic,
    };
    this.consumers = this.signals.addConsumers(surroundings);
    this.jobs = new JobsStack(this, 'jobs', { surroundings, description: 'Credits: schedules and queues.' });
    const { payments } = stage;
    this.payments =
      payments &&
      new PaymentsStack(this, 'payments', { surroundings, payments, description: 'Credits: money that comes in.' });
    this.usage = stage.usage && this.addUsage(surroundings, stage.usage);
    this.news = this.addNews(surroundings);
    const asked = [...(this.payments?.queues ?? []), ...(this.usage?.queues ?? []), ...(this.news?.queues ?? [])];
    const queues = [...this.jobs.queues, ...this.signals.queues, ...asked];
    this.api = new ApiStack(this, 'api', { surroundings, queues, description: 'Credits: the API.' });
    this.keys = hasPart(stage, 'keys') ? this.addKeys(surroundings) : undefined;
    this.intake = this.addIntake(surroundings);
    this.dashboard = hasPart(stage, 'dashboard') ? this.addDashboard(surroundings, page ?? prebuilt.page) : undefined;
    this.projects = stageProjects(stage).length === 0 ? undefined : this.addProjects(stage);
    this.alarms = hasPart(stage, 'alarms') ? this.addAlarms(stage) : undefined;
    this.tag(stage);
  }

  private addUsage(surroundings: Surroundings, usage: UsageSettings): UsageStack {
    return new UsageStack(this, 'usage', {
      surroundings,
      usage,
      description: 'Credits: usage that comes in as events.',
    });
  }

  private addIntake(surroundings: Surroundings): IntakeStack | undefined {
    const { usage } = surroundings.stage;
    if (usage === undefined || this.usage === undefined) return undefined;
    return new IntakeStack(this, 'intake', {
      surroundings,
      usage,
      queue: this.usage.usage,
      workloads: this.api.workloads.api,
      holders: this.keys?.holders,
      description: 'Credits: usage that comes in over HTTP.',
    });
  }

  private addNews(surroundings: Surroundings): NewsStack | undefined {
    const { news: queue } = this.signals;
    const { news } = surroundings.stage;
    if (queue === undefined || news === undefined) return undefined;
    return new NewsStack(this, 'news', { surroundings, news, queue, description: 'Credits: news that goes out.' });
  }

  private addKeys(surroundings: Surroundings): KeysStack {
    return new KeysStack(this, 'keys', {
      surroundings,
      workloads: this.api.workloads,
      description: 'Credits: the API of those who send a key.',
    });
  }

  private addDashboard({ stage, isLocal }: Surroundings, page: () => string): DashboardStack {
    return new DashboardStack(this, 'dashboard', {
      stage,
      directory: this.data.people,
      workloads: this.api.workloads,
      page,
      isLocal,
      description: 'Credits: what people look at.',
    });
  }

  private addProjects(stage: StageSettings): ProjectsStack {
    return new ProjectsStack(this, 'projects', {
      stage,
      workloads: this.api.workloads,
      holders: this.keys?.holders,
      people: this.dashboard?.people,
      description: 'Credits: addresses of projects.',
    });
  }

  private addAlarms({ lowBalancesMax }: StageSettings): AlarmsStack {
    return new AlarmsStack(this, 'alarms', {
      data: this.data,
      api: this.api,
      jobs: this.jobs,
      consumers: this.consumers,
      lowBalancesMax,
      topic: this.signals.alarmTopic,
      description: 'Credits: alarms and the overview.',
    });
  }

  /** By the feature flags, tags of resources are none of their stack. */
  private tag({ tags = {} }: StageSettings): void {
    for (const [name, value] of Object.entries(tags)) {
      Tags.of(this).add(name, value);
      for (const stack of this.node.children.filter(Stack.isStack)) stack.addStackTag(name, value);
    }
  }
}

/** Names of what the stage makes are made of it, the sign-in's domain among them. */
const stageName = /^[a-z][a-z0-9-]{0,39}$/;

/** The library applies it to every role of the stage, its own included. */
function boundaryOf({ permissionsBoundary }: StageSettings): PermissionsBoundary | undefined {
  if (permissionsBoundary === undefined) return undefined;
  return permissionsBoundary.startsWith('arn:')
    ? PermissionsBoundary.fromArn(permissionsBoundary)
    : PermissionsBoundary.fromName(permissionsBoundary);
}
