import { Arn, ArnFormat, Stack } from 'aws-cdk-lib';
import { PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam';
import { acknowledgeStar } from './acknowledge.ts';

/** Lets a role ask for the state of alarms, by the one call that AWS authorizes on all of them or none. */
export function mayReadAlarms(role: Role): void {
  const alarms = Arn.format(
    { service: 'cloudwatch', resource: 'alarm', resourceName: '*', arnFormat: ArnFormat.COLON_RESOURCE_NAME },
    Stack.of(role),
  );
  role.addToPolicy(new PolicyStatement({ actions: ['cloudwatch:DescribeAlarms'], resources: [alarms] }));
  acknowledgeStar(role, alarms, 'alarms');
}
