import { createContext, useContext } from 'react';

export const PaymentsContext = createContext(false);

/** Tells whether packs can be bought here. */
export function useArePacksSold(): boolean {
  return useContext(PaymentsContext);
}
