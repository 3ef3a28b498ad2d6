/** Another team's app: it tells its people when the account that their product draws on runs low. */
import { App, CfnOutput, Stack } from 'aws-cdk-lib';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { LowBalanceAlarm } from '../../library/index.ts';

const app = new App();
const stack = new Stack(app, 'team-alarms');
const onCall = new Topic(stack, 'on-call', { enforceSSL: true });

new LowBalanceAlarm(stack, 'acme-low', { accountId: 'acme', below: 500, notify: onCall });
new CfnOutput(stack, 'OnCallArn', { value: onCall.topicArn });

app.synth();
