/** The exports of the package `credits-ledger-cdk`, whose first user is this repository's own app. */
export { availableCredits, LowBalanceAlarm, type LowBalanceAlarmProps } from '../constructs/low-balance-alarm.ts';
export { CreditsStage, type CreditsStageProps } from '../credits-stage.ts';
export { type StageSettings, stages } from '../stages.ts';
export { CreditsAccess, type CreditsAccessProps } from './credits-access.ts';
