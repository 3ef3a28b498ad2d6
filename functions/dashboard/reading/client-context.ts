import { createContext, useContext } from 'react';
import type { CreditsClient } from '../../../shared/client/credits-client.ts';

export const ClientContext = createContext<CreditsClient | undefined>(undefined);

/** The page's only source of data. */
export function useClient(): CreditsClient {
  const client = useContext(ClientContext);
  if (client === undefined) throw new TypeError('there is no client above this component');
  return client;
}
