/** The exports of the package `credits-ledger-cdk`, whose first user is this repository's own app. */
export type {
  BedrockCallers,
  BedrockCalls,
  BedrockCharge,
  BedrockRule,
} from '../../shared/domain/catalogue/bedrock-callers.ts';
export { BedrockUsage, type BedrockUsageProps } from '../constructs/bedrock-usage.ts';
export { availableCredits, LowBalanceAlarm, type LowBalanceAlarmProps } from '../constructs/low-balance-alarm.ts';
export { UsageQueue, type UsageQueueProps } from '../constructs/usage-queue.ts';
export { type MappedCharge, type UsageMapping, UsageRule, type UsageRuleProps } from '../constructs/usage-rule.ts';
export { CreditsStage, type CreditsStageProps } from '../credits-stage.ts';
export type { ProjectSettings } from '../project-settings.ts';
export { type StageSettings, stages } from '../stages.ts';
export type { BedrockFiles, BedrockSettings, UsageOrder, UsageSettings } from '../usage-settings.ts';
export { CreditsAccess, type CreditsAccessProps } from './credits-access.ts';
