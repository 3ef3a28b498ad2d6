import { createContext, useContext } from 'react';
import { localSession, type Session } from './session.ts';

export const SessionContext = createContext<Session>(localSession);

export function useSession(): Session {
  return useContext(SessionContext);
}
