import { equal } from 'node:assert/strict';
import { call, type Reply } from './caller.ts';
import type { Outputs } from './deployment.ts';
import { region } from './emulator.ts';
import type { Service } from './journey.ts';
import type { Recorder } from './record.ts';

const password = 'Correct-horse-7-battery';
const username = 'ada@example.com';

/** A person of the user pool, whose token names one account. */
export async function readAsPerson(service: Service, outputs: Outputs, { step }: Recorder): Promise<void> {
  const people = { ...service.target, host: `${outputs.peopleApiId}.execute-api.localhost:${service.emulator.port}` };
  await step('A person’s session', async () => {
    const token = await signIn(service, outputs);
    const get = async (path: string, bearer?: string): Promise<number> => {
      const headers = bearer === undefined ? {} : { authorization: `Bearer ${bearer}` };
      return (await call(people, 'GET', path, { headers })).status;
    };
    equal(await get('/accounts/acme'), 401);
    equal(await get('/accounts/acme', `${token.slice(0, -8)}AAAAAAAA`), 401);
    equal(await get('/accounts/acme', token), 200);
    equal(await get('/accounts/acme/ledger', token), 200);
    equal(await get('/accounts/other', token), 403);
    equal(await get('/plans', token), 403);
    equal(await get('/problems/account-closed', token), 404);
    return 'no token 401, forged 401; its own account 200, its ledger 200, another account 403, what operators read 403, any other route 404';
  });
}

async function signIn(service: Service, { userPoolId, userPoolClientId }: Outputs): Promise<string> {
  const pool = { UserPoolId: userPoolId, Username: username };
  const attributes = [
    { Name: 'email', Value: username },
    { Name: 'custom:accounts', Value: 'acme globex' },
  ];
  await cognito(service, 'AdminCreateUser', { ...pool, UserAttributes: attributes, MessageAction: 'SUPPRESS' });
  await cognito(service, 'AdminSetUserPassword', { ...pool, Password: password, Permanent: true });
  const { json } = await cognito(service, 'AdminInitiateAuth', {
    UserPoolId: userPoolId,
    ClientId: userPoolClientId,
    AuthFlow: 'ADMIN_USER_PASSWORD_AUTH',
    AuthParameters: { USERNAME: username, PASSWORD: password },
  });
  return json.AuthenticationResult.IdToken;
}

async function cognito({ target, keys }: Service, action: string, body: object): Promise<Reply> {
  const reply = await call(
    { ...target, host: `cognito-idp.${region}.amazonaws.com`, service: 'cognito-idp' },
    'POST',
    '/',
    {
      keys,
      body,
      headers: { 'x-amz-target': `AWSCognitoIdentityProviderService.${action}` },
    },
  );
  equal(reply.status, 200, reply.text);
  return reply;
}
