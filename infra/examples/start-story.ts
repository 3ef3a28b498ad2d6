/** The service that the examples' story is told to: empty, on a still clock, with the story's payment provider. */
import { createStillClock } from '../local/clock.ts';
import { type LocalService, type LocalServiceOptions, startLocalService } from '../local/service.ts';
import { examplePayments } from './example-payments.ts';
import { storyStartsAt } from './story.ts';

export type StorySettings = Pick<LocalServiceOptions, 'instrument' | 'hasStream'> & {
  /** The one that runs everywhere when left out. */
  readonly engine?: LocalServiceOptions['engine'];
};

/** Nothing of the story leaves this machine. */
const taken = async (): Promise<{ readonly status: number }> => ({ status: 200 });

/** Whoever tells the story starts it here: with another provider its payments would never be settled. */
export function startStory({ engine = 'dynalite', ...settings }: StorySettings = {}): Promise<LocalService> {
  const clock = createStillClock(Date.parse(storyStartsAt));
  return startLocalService({
    port: 0,
    engine,
    clock,
    contents: 'nothing',
    hasSchedules: false,
    outside: { payments: examplePayments(clock.nowMs), sender: { post: taken, mail: taken } },
    ...settings,
  });
}
