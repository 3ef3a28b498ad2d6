/** Lambdas that are funded before they run: a middy middleware, and batches of SQS. */
export { type CreditGateOptions, type CreditUse, creditGate, type GatedContext } from '../adapters/credit-gate.ts';
export { eventKey } from '../adapters/event-key.ts';
export { type BatchAnswer, type GatedBatchOptions, gatedBatch, type QueueMessage } from '../adapters/gated-batch.ts';
export { CreditsRefused, CreditsShort } from '../holds/trouble.ts';
