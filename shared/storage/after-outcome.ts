/** An attempt after a step of it that didn't come to the end: what was learned, and the view that the next round begins with. */
import { present } from '../domain/present.ts';
import type { LoadedAccount } from './account-item.ts';
import type { Attempt, Step, StepOutcome } from './round.ts';

type Unfinished = Exclude<StepOutcome, { readonly kind: 'answered' }>;

export function afterOutcome(attempt: Attempt, step: Step, outcome: Unfinished): Attempt {
  switch (outcome.kind) {
    case 'seen':
      return afterSight(attempt, outcome.loaded, outcome.after);
    case 'lost':
      return afterLoss(attempt, step, outcome);
    case 'in-doubt':
      return { ...attempt, view: { kind: 'unsure' } };
    case 'throttled':
      return { ...attempt, view: { kind: 'unsure' }, throttled: attempt.throttled + outcome.tries };
    case 'busy':
      return { ...attempt, view: { kind: 'unsure' }, ...present({ fullAtFilings: outcome.fullAtFilings }) };
    default:
      return outcome satisfies never;
  }
}

/** A filing that followed an earlier write says nothing about the account after this one. */
function afterSight(
  { after: _earlier, ...attempt }: Attempt,
  loaded: LoadedAccount | undefined,
  after: LoadedAccount | undefined,
): Attempt {
  return { ...attempt, view: { kind: 'fresh', loaded }, ...present({ after }) };
}

/** Goes on from a lost race. What came back is newer than what was decided on: it is decided on at once, never after a pause. */
function afterLoss(
  attempt: Attempt,
  step: Step,
  { existing, isWhole }: Extract<Unfinished, { readonly kind: 'lost' }>,
): Attempt {
  const losses = attempt.losses + (isWhole ? 1 : 0);
  return {
    ...attempt,
    losses,
    ...refusedOnce(attempt, step),
    view: existing === undefined ? { kind: 'unsure' } : { kind: 'fresh', loaded: existing },
  };
}

/** Counts the appends in a row that an account refused though nobody wrote it in between. */
function refusedOnce({ refused }: Attempt, step: Step): Pick<Attempt, 'refused'> {
  if (step.kind !== 'append' || step.version === undefined) return {};
  const times = refused?.version === step.version ? refused.times : 0;
  return { refused: { version: step.version, times: times + 1 } };
}
