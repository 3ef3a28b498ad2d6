/** Routes of Hono that are funded before they run. */
export {
  type CreditsVariables,
  type HonoContext,
  honoCredits,
  type WebCredits,
  type WebGateOptions,
} from '../adapters/hono.ts';
