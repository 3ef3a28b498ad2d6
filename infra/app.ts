/** `cdk` runs this. Stages are chosen by name: `cdk deploy 'credits-dev/*'`. `-c local=1` leaves out what an emulator can't do. */
import { join } from 'node:path';
import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import { buildPage } from './build-page.ts';
import { bundleFunctions } from './bundle-functions.ts';
import { CreditsStage, stages } from './library/index.ts';

const app = new App();
Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
const isLocal = app.node.tryGetContext('local') === '1';
const { codeOf } = await bundleFunctions(join(app.outdir, 'bundles'));
let built: string | undefined;
const page = (): string => {
  built ??= buildPage(join(app.outdir, 'page'));
  return built;
};
for (const stage of Object.values(stages))
  new CreditsStage(app, `credits-${stage.name}`, { stage, codeOf, page, isLocal });
app.synth();
