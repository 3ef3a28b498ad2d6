/** Names that the demonstration's accounts have, and ids of an imagined system of customers. */
import type { Named } from '../../../shared/domain/account/account-details.ts';

export const demonstrationNames: Readonly<Record<string, Named>> = {
  steady: { name: 'Northwind Traders', externalId: 'crm-4101' },
  low: { name: 'Blue Harbor Coffee', externalId: 'crm-4138' },
  'at-zero': { name: 'Ferris & Daughters', externalId: 'crm-4175' },
  overrun: { name: 'Meridian Robotics', externalId: 'crm-4212' },
  'in-debt': { name: 'Aurora Archive', externalId: 'crm-4249' },
  closed: { name: 'Kite & Key Studio', externalId: 'crm-4286' },
  free: { name: 'Old Mill Press', externalId: 'crm-4323' },
  busy: { name: 'Juniper Lane', externalId: 'crm-4360' },
};
