import { useRef, useState } from 'react';
import type { Answer, CreditsClient } from '../../../shared/client/credits-client.ts';
import { useClient } from '../reading/client-context.ts';
import { type ReadFailure, readAnswer } from '../reading/read-answer.ts';
import type { Account, Receipt } from '../reading/shapes.ts';
import { actKey } from './act-key.ts';

/** A change of an account that a person makes. */
export interface Act {
  /** The route's id. */
  readonly name: string;
  /** Everything that is sent, so that the same again is known for the same. */
  readonly content: unknown;
  readonly send: (client: CreditsClient, idempotencyKey: string) => Promise<Answer<Receipt>>;
}

export type ActState =
  | { readonly kind: 'asking' }
  | { readonly kind: 'sending' }
  /** `isRepeat` where it had been done before, by this page or another. */
  | { readonly kind: 'done'; readonly receipt: Receipt; readonly isRepeat: boolean }
  | { readonly kind: 'failed'; readonly failure: ReadFailure };

export interface Acting {
  readonly state: ActState;
  readonly carryOut: (act: Act) => Promise<void>;
}

/** Sends acts, each once: a second press while one is under way is none, and what is sent again after no answer has the same key. */
export function useAct({ accountId, seq }: Account): Acting {
  const client = useClient();
  const [state, setState] = useState<ActState>({ kind: 'asking' });
  const isUnderWay = useRef(false);
  // As the account was when the person was asked: an act without an answer may have moved it.
  const askedAt = useRef(seq);
  const carryOut = async ({ name, content, send }: Act): Promise<void> => {
    if (isUnderWay.current) return;
    isUnderWay.current = true;
    setState({ kind: 'sending' });
    let isRepeat = false;
    const idempotencyKey = await actKey({ act: name, accountId, content, seq: askedAt.current });
    const answer = await readAnswer(
      send(client, idempotencyKey).then((each) => {
        isRepeat = each.isReplay;
        return each;
      }),
    );
    isUnderWay.current = false;
    if (answer.kind === 'read') {
      askedAt.current = Math.max(askedAt.current, answer.value.entry.seq);
      setState({ kind: 'done', receipt: answer.value, isRepeat });
    } else setState({ kind: 'failed', failure: answer.failure });
  };
  return { state, carryOut };
}
