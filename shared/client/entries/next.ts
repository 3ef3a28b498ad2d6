/** Route handlers of Next that are funded before they run. */
export { type CreditedHandler, type WebCredits, type WebGateOptions, withCredits } from '../adapters/next.ts';
