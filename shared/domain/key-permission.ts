/**
 * The permissions that an API key can have, as in the contract; to make keys is none of them, so that no key gives itself more than it
 * has.
 */
export const keyPermissions = [
  'read',
  'charge',
  'lifecycle',
  'money-in',
  'checkout',
  'adjust',
  'publish',
  'operate',
  'news',
] as const;
export type KeyPermission = (typeof keyPermissions)[number];
