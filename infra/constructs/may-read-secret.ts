import { type IRole, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { ServiceRole } from './service-role.ts';

/** Lets a function read one secret, whole versions of it included: an ARN without its six random letters doesn't count as one. */
export function mayReadSecret(role: ServiceRole & IRole, secretArn: string): void {
  if (!/^arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:\d{12}:secret:.+-[A-Za-z0-9]{6}$/.test(secretArn))
    throw new RangeError(`${secretArn} is no secret’s whole ARN`);
  role.addToPolicy(new PolicyStatement({ actions: ['secretsmanager:GetSecretValue'], resources: [secretArn] }));
}
