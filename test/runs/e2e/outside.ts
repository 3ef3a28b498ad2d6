/** Workloads of other AWS accounts: they take on the role that the stage makes for them, and nobody else does. */
import { deepStrictEqual, match } from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Keys } from './caller.ts';
import { ask, createUser, keysIn } from './iam.ts';
import { type Service, send } from './journey.ts';
import type { Recorder } from './record.ts';

const theirAccount = '222222222222';
const otherAccount = '333333333333';
const externalId = 'credits-of-billing';
const sessionName = 'invoices';
const caller = { name: 'billing', trusted: [theirAccount], permissions: ['money-in', 'read'], externalId };

/** Lets them in, in a copy of the project: the stage as it stands has no callers. */
export function letThemIn(copy: string): void {
  const file = join(copy, 'infra/stages.ts');
  const source = readFileSync(file, 'utf8');
  const changed = source.replace("name: 'dev',", `name: 'dev',\n    callers: [${JSON.stringify(caller)}],`);
  if (changed === source) throw new TypeError('the stage `dev` was not found');
  writeFileSync(file, changed);
}

export async function callFromOutside(service: Service, roleArn: string, { step }: Recorder): Promise<void> {
  await step('A workload of another account takes on the role that the stage made for it', async () => {
    const theirs = await workloadOf(service, theirAccount, roleArn);
    const others = await workloadOf(service, otherAccount, roleArn);
    const take = async (keys: Keys, more: Readonly<Record<string, string>>): Promise<[number, Keys]> => {
      const parameters = { RoleArn: roleArn, RoleSessionName: sessionName, ...more };
      const { status, text } = await ask(service, { name: 'sts', action: 'AssumeRole', parameters, keys });
      return [status, keysIn(text)];
    };
    const [taken, keys] = await take(theirs, { ExternalId: externalId });
    const [withoutId] = await take(theirs, {});
    const [byOthers] = await take(others, { ExternalId: externalId });
    deepStrictEqual([taken, withoutId, byOthers], [200, 403, 403]);

    const billing = { ...service, keys };
    const body = { packId: 'burst', paymentId: 'pi_outside' };
    const bought = await send(billing, 'POST', '/accounts/acme/purchases', { key: 'outside', body });
    const debit = { key: 'outside debit', body: { credits: 1, category: 'ai' } };
    const debited = await send(billing, 'POST', '/accounts/acme/debits', debit);
    const opened = await send(billing, 'PUT', '/accounts/mine', { key: 'outside open', body: { planId: 'deployed' } });
    deepStrictEqual([bought.status, debited.status, opened.status], [201, 403, 403], bought.text);
    const { json } = await send(billing, 'GET', '/accounts/acme/ledger?order=desc&limit=1');
    match(json.entries[0].caller, new RegExp(`assumed-role/[^/]+/${sessionName}$`));
    return `taken on 200, without the external id 403, by a third account 403; tells of a payment 201, debits 403, opens an account 403; the ledger’s caller ends in \`/${sessionName}\``;
  });
}

/** A user of that account, who may take the role on as far as that account is concerned. */
function workloadOf(service: Service, account: string, roleArn: string): Promise<Keys> {
  // The emulator takes twelve digits for whoever may do everything in that account.
  const operator = { ...service.operator, accessKeyId: account };
  return createUser(service, {
    name: 'billing',
    statement: { Action: 'sts:AssumeRole', Resource: roleArn },
    operator,
  });
}
