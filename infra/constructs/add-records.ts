import { AaaaRecord, ARecord, HostedZone, type IAliasRecordTarget, RecordTarget } from 'aws-cdk-lib/aws-route53';
import type { Construct } from 'constructs';
import type { HostedName } from '../hosted-name.ts';

export interface Records {
  readonly target: IAliasRecordTarget;
  /** True where the target answers under IPv6 too. */
  readonly hasIpv6: boolean;
}

/** Makes the name lead to its target, where the stage says in which zone it is. A name outside of that zone is refused. */
export function addRecords(scope: Construct, { name, hostedZone }: HostedName, { target, hasIpv6 }: Records): void {
  if (hostedZone === undefined) return;
  if (name !== hostedZone.name && !name.endsWith(`.${hostedZone.name}`))
    throw new RangeError(`${name} is not in the zone ${hostedZone.name}`);
  const zone = HostedZone.fromHostedZoneAttributes(scope, 'zone', {
    hostedZoneId: hostedZone.id,
    zoneName: hostedZone.name,
  });
  const props = { zone, recordName: name, target: RecordTarget.fromAlias(target) };
  new ARecord(scope, 'record', props);
  if (hasIpv6) new AaaaRecord(scope, 'ipv6-record', props);
}
