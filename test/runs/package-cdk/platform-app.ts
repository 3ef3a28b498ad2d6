/** A platform that is there already, as a CDK app: a table in the service's shape, and a bus that others use too. */
import { App, CfnOutput, Stack } from 'aws-cdk-lib';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { CreditTable } from '../../../infra/constructs/credit-table.ts';

const app = new App();
const stack = new Stack(app, 'platform');
const { table } = new CreditTable(stack, 'ledger', { isKept: false });
new EventBus(stack, 'bus', { eventBusName: 'platform' });
new CfnOutput(stack, 'TableName', { value: table.tableName });
new CfnOutput(stack, 'StreamArn', { value: table.tableStreamArn ?? '' });
app.synth();
