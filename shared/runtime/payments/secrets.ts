/** Secrets of the payment provider: from Secrets Manager where deployed, read again every few minutes, so that a rotation needs no deployment. */
import * as z from 'zod/mini';
import { minuteMs } from '../../domain/time.ts';
import { awsRegion, callAws } from '../aws-json.ts';
import { SettingMissing } from '../environment.ts';
import { type PaymentVariable, paymentSetting } from './payment-environment.ts';

const freshMs = 5 * minuteMs;
const answered = z.object({ SecretString: z.string() });

/** Reads a secret once in a while. Its text is in no error. */
export function secretReader(arn: string, nowMs: () => number): () => Promise<string> {
  let known: { readonly text: string; readonly atMs: number } | undefined;
  return async () => {
    if (known === undefined || nowMs() - known.atMs >= freshMs) {
      const found = answered.safeParse(await readSecret(arn));
      if (!found.success) throw new SettingMissing(`the secret ${arn} has no text`);
      known = { text: found.data.SecretString.trim(), atMs: nowMs() };
    }
    return known.text;
  };
}

function readSecret(arn: string): Promise<unknown> {
  return callAws({
    service: 'secretsmanager',
    target: 'secretsmanager.GetSecretValue',
    endpoint: `https://secretsmanager.${awsRegion()}.amazonaws.com/`,
    version: '1.1',
    input: { SecretId: arn },
  });
}

/** A setting as it is, or read from the secret that another setting names. Undefined where neither is set. */
export function secretSetting(
  { plain, arn }: { readonly plain: PaymentVariable; readonly arn: PaymentVariable },
  nowMs: () => number,
): (() => Promise<string>) | undefined {
  const text = paymentSetting(plain);
  if (text !== undefined) return async () => text;
  const named = paymentSetting(arn);
  return named === undefined ? undefined : secretReader(named, nowMs);
}

/** Webhook secrets as they are kept: the present one and, while it is rotated, the one before, with a blank or comma between. */
export function secretsIn(text: string): readonly string[] {
  return text.split(/[\s,]+/).filter((secret) => secret !== '');
}
