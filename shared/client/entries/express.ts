/** Routes of Express that are funded before they run. */
export {
  creditsOf,
  type ExpressResponse,
  expressCredits,
  type WebCredits,
  type WebGateOptions,
} from '../adapters/express.ts';
