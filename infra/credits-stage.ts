import { Stage } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { present } from '../shared/domain/present.ts';
import type { CodeOf } from './bundle-functions.ts';
import type { ServiceFunction, Surroundings } from './constructs/service-function.ts';
import { AlarmsStack } from './stacks/alarms.ts';
import { ApiStack } from './stacks/api.ts';
import { DashboardStack } from './stacks/dashboard.ts';
import { DataStack } from './stacks/data.ts';
import { JobsStack } from './stacks/jobs.ts';
import { PaymentsStack } from './stacks/payments.ts';
import { SignalsStack } from './stacks/signals.ts';
import type { StageSettings } from './stages.ts';

export interface CreditsStageProps {
  readonly stage: StageSettings;
  readonly codeOf: CodeOf;
  /** Answers the folder of the dashboard's built page. */
  readonly page: () => string;
  /** True for an emulator. */
  readonly isLocal: boolean;
}

/** The whole service once: `credits-<stage>/data`, `/signals`, `/jobs`, `/payments`, `/api`, `/dashboard` and `/alarms`. */
export class CreditsStage extends Stage {
  readonly data: DataStack;
  readonly signals: SignalsStack;
  /** The functions that follow the table's stream, by id. */
  readonly consumers: ReadonlyMap<string, ServiceFunction>;
  readonly api: ApiStack;
  readonly dashboard: DashboardStack;
  readonly jobs: JobsStack;
  /** Undefined where no payment provider is connected. */
  readonly payments: PaymentsStack | undefined;
  readonly alarms: AlarmsStack;

  constructor(scope: Construct, id: string, { stage, codeOf, page, isLocal }: CreditsStageProps) {
    super(scope, id, present({ env: stage.env }));
    this.data = new DataStack(this, 'data', { stage, description: 'Credits: the ledger, kept.' });
    this.signals = new SignalsStack(this, 'signals', { stage, description: 'Credits: events and alarms.' });
    const surroundings: Surroundings = {
      stage,
      codeOf,
      isLocal,
      table: this.data.table,
      bus: this.signals.bus,
      alarmTopic: this.signals.alarmTopic,
    };
    this.consumers = this.signals.addConsumers(surroundings);
    this.jobs = new JobsStack(this, 'jobs', { surroundings, description: 'Credits: schedules and queues.' });
    const { payments } = stage;
    this.payments =
      payments &&
      new PaymentsStack(this, 'payments', { surroundings, payments, description: 'Credits: money that comes in.' });
    const queues = [...this.jobs.queues, ...this.signals.queues, ...(this.payments?.queues ?? [])];
    this.api = new ApiStack(this, 'api', { surroundings, queues, description: 'Credits: the API.' });
    this.dashboard = new DashboardStack(this, 'dashboard', {
      stage,
      directory: this.data.people,
      workloads: this.api.workloads,
      page,
      isLocal,
      description: 'Credits: what people look at.',
    });
    this.alarms = new AlarmsStack(this, 'alarms', {
      data: this.data,
      api: this.api,
      jobs: this.jobs,
      consumers: this.consumers,
      lowBalancesMax: stage.lowBalancesMax,
      topic: this.signals.alarmTopic,
      description: 'Credits: alarms and the overview.',
    });
  }
}
