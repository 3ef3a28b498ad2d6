/** Both rule packs find nothing, and would find what is wrong. */
import { App, Stack, Validations } from 'aws-cdk-lib';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { ServerlessChecks } from 'cdk-nag';
import { beforeAll, expect, test } from 'vitest';
import { stages } from '../../infra/stages.ts';
import { type SynthesizedStack, synthesize } from '../support/documents/templates.ts';

let prod: SynthesizedStack;
let local: SynthesizedStack;

beforeAll(() => {
  prod = synthesize(stages.prod);
  local = synthesize(stages.dev, { isLocal: true });
}, 120_000);

test('both rule packs find nothing, and few rules are broken on purpose (S1)', () => {
  const acknowledged = prod.service.node
    .findAll()
    .flatMap(({ node }) => node.metadata)
    .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
    .flatMap(({ data }) => Object.keys(data))
    // Of a permission’s policy each pattern is acknowledged by itself, for one reason.
    .map((rule) => rule.replace(/(?<=:execute-api:).*/, '…'));

  expect(prod.findings).toEqual([]);
  expect(local.findings).toEqual([]);
  expect(acknowledged).not.toEqual([]);
  // Half of them are about the page: public files, and the library's uploader.
  expect([...new Set(acknowledged)].length).toBeLessThanOrEqual(21);
});

test('the checks would notice: a bare queue is a finding', () => {
  const app = new App({ analyticsReporting: false });
  const stack = new Stack(app, 'stack');
  new Queue(stack, 'bare');

  const { success, violations } = new ServerlessChecks(app).validateScope(stack);

  expect(success).toBe(false);
  expect(violations.map(({ ruleName }) => ruleName)).toContain('Serverless-SQSRedrivePolicy');
});
