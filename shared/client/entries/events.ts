/** The events that the service publishes. */
export * from '../events.ts';
