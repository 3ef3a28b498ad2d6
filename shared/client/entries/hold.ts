/** Work that is funded before it runs and charged with what it used. */
export { type Allowance, type AllowanceOptions, type AllowedWork, createAllowance } from '../holds/allowance.ts';
export { type Charge, type Estimate, roundUpCredits, type UsageCharge } from '../holds/charge.ts';
export type { Availability, HeldUse, HoldTerms, OpenHold, ReportedUse } from '../holds/hold-terms.ts';
export { openHold } from '../holds/open-hold.ts';
export type { HoldClient, Settlement } from '../holds/settle-work.ts';
export { CreditsRefused, CreditsShort, type SettlingOptions } from '../holds/trouble.ts';
export { type HoldOutcome, type WithHoldOptions, type Work, withHold } from '../holds/with-hold.ts';
