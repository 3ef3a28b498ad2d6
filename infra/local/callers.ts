/** Holds callers on this machine to what they may do, as IAM does when deployed, by the access key that they sign with. */
import { type GrantedPermission, isGrantedPermission, isPermitted } from '../../shared/contract/routes/permission.ts';
import { isDefault, type Project } from '../../shared/domain/project.ts';
import { type HttpAnswer, problemAnswer } from '../../shared/runtime/http-answer.ts';
import { accessKeyOf, type GatewayRoute } from './gateway.ts';

/** The permissions of each access key; in another project than the default, of the key with `@` and the project behind it. Whoever isn't named may do nothing. */
export type LocalCallers = ReadonlyMap<string, readonly GrantedPermission[]>;

/** Reads `AKBILLING=money-in,lifecycle`, and `AKBILLING@test=charge` for another project than the default; undefined where it is written otherwise. */
export function readCaller(text: string): readonly [string, readonly GrantedPermission[]] | undefined {
  const [, accessKey, list = ''] = /^([A-Za-z0-9]{1,128}(?:@[a-z0-9-]+)?)=(.+)$/.exec(text) ?? [];
  const named = list.split(',');
  const permissions = named.filter(isGrantedPermission);
  return accessKey === undefined || permissions.length < named.length ? undefined : [accessKey, permissions];
}

/** The gateway's answer instead of asking the function; undefined when the caller may. Sessions are the function's to judge. */
export function forbiddenAnswer(
  callers: LocalCallers | undefined,
  { route, project }: { readonly route: GatewayRoute; readonly project: Project },
  authorization: string | undefined,
): HttpAnswer | undefined {
  if (callers === undefined || /^Bearer\b/i.test(authorization ?? '')) return undefined;
  const accessKey = accessKeyOf(authorization) ?? '';
  const granted = callers.get(isDefault(project) ? accessKey : `${accessKey}@${project.name}`) ?? [];
  return isPermitted(route, granted)
    ? undefined
    : problemAnswer('not-authorized', `This caller is not permitted to ${route.summary.toLowerCase()}.`);
}
