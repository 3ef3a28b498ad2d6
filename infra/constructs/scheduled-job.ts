import { Duration, Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { CfnSchedule, type CfnScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import { DeadLetters } from './dead-letters.ts';
import { mayUseKey } from './may-use-key.ts';
import { ServiceFunction, type ServiceFunctionProps } from './service-function.ts';

export interface ScheduledJobProps extends ServiceFunctionProps {
  readonly everyMinutes: number;
  readonly group: CfnScheduleGroup;
}

/** Deliveries of a run that failed, at most so often and for so long; one that comes every minute is soon followed by the next. */
const triesMax = 2;
const patienceMinutesMax = 60;

/** A function on a schedule. What the schedule couldn't deliver and what the function couldn't finish is put aside in one queue. */
export class ScheduledJob extends Construct {
  readonly job: ServiceFunction;
  readonly deadLetters: DeadLetters;

  constructor(scope: Construct, id: string, props: ScheduledJobProps) {
    super(scope, id);
    const { everyMinutes, group } = props;
    this.job = new ServiceFunction(this, 'job', props);
    this.deadLetters = new DeadLetters(this, 'dead-letters', {
      of: props.entry,
      stage: props.stage,
      topic: props.alarmTopic,
    });
    const { queue } = this.deadLetters;
    const patience = Duration.minutes(Math.min(everyMinutes, patienceMinutesMax));

    this.job.target.configureAsyncInvoke({
      onFailure: new SqsDestination(queue),
      retryAttempts: triesMax,
      maxEventAge: patience,
    });
    const role = schedulerRole(group);
    role.addToPolicy(
      new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [this.job.target.functionArn] }),
    );
    role.addToPolicy(new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [queue.queueArn] }));
    mayUseKey(role, props.stage);
    const schedule = new CfnSchedule(this, 'schedule', {
      description: props.description,
      groupName: group.ref,
      scheduleExpression: everyMinutes === 1 ? 'rate(1 minute)' : `rate(${everyMinutes} minutes)`,
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: this.job.target.functionArn,
        roleArn: role.roleArn,
        deadLetterConfig: { arn: queue.queueArn },
        retryPolicy: { maximumRetryAttempts: triesMax, maximumEventAgeInSeconds: patience.toSeconds() },
      },
    });
    schedule.node.addDependency(role);
  }
}

const schedulerRoleId = 'scheduler-role';

/** One for all schedules of a stack. Only those of its group, in this account, may take it on. */
function schedulerRole(group: CfnScheduleGroup): Role {
  const stack = Stack.of(group);
  const existing = stack.node.tryFindChild(schedulerRoleId);
  if (existing instanceof Role) return existing;
  return new Role(stack, schedulerRoleId, {
    assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
      conditions: { StringEquals: { 'aws:SourceAccount': stack.account, 'aws:SourceArn': group.attrArn } },
    }),
  });
}
