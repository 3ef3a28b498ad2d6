import { type ReactNode, useState } from 'react';
import { categories } from '../../../shared/domain/catalogue/rate-card.ts';
import { Field, SelectField } from '../parts/field.tsx';
import { useAccount } from '../reading/account-context.ts';
import { creditsUnitText } from '../writing/credits.ts';
import { categoryNames } from '../writing/words.ts';
import { ActDialog } from './act-dialog.tsx';
import { type Limit, type LimitTerms, limitAct, newTerms, removalAct, settingBack, termsOf } from './limit-terms.ts';

interface LimitDialogProps {
  /** The one to change; a new one when left out. */
  readonly limit?: Limit;
  readonly onClose: () => void;
}

const periods = [
  { value: 'day', label: 'A day' },
  { value: 'week', label: 'A week' },
  { value: 'cycle', label: 'A cycle' },
  { value: 'lifetime', label: 'In all' },
] as const;

/** Sets a spending limit, or changes one. */
export function LimitDialog({ limit, onClose }: LimitDialogProps): ReactNode {
  const { accountId } = useAccount();
  const [terms, setTerms] = useState<LimitTerms>(limit === undefined ? newTerms : termsOf(limit));
  const change = (part: Partial<LimitTerms>): void => setTerms({ ...terms, ...part });
  const act = limitAct(accountId, terms);
  return (
    <ActDialog
      title={limit === undefined ? 'Set a spending limit' : `Change the limit ${limit.limitId}`}
      verb={limit === undefined ? 'Set the limit' : 'Change the limit'}
      act={act}
      undo={() => (limit === undefined ? removalAct(accountId, terms.limitId.trim()) : settingBack(accountId, limit))}
      doneText={() => `${outcomeOf(terms)} It counts from now on.`}
      onClose={onClose}
    >
      {limit === undefined && (
        <Field
          label="Name"
          value={terms.limitId}
          isRequired
          lengthMax={64}
          onChange={(limitId) => change({ limitId })}
        />
      )}
      <div className="job-row">
        <Field
          label="Credits"
          type="number"
          value={terms.credits}
          isRequired
          onChange={(credits) => change({ credits })}
        />
        <SelectField
          label="In what time"
          options={periods}
          value={terms.period}
          onChange={(period) => change({ period })}
        />
        <SelectField
          label="For"
          options={[
            { value: '', label: 'Everything' },
            ...categories.map((each) => ({ value: each, label: categoryNames[each] })),
          ]}
          value={terms.category}
          onChange={(category) => change({ category })}
        />
      </div>
      <div className="job-row">
        <Field
          label="Of one dimension (optional)"
          hint="user"
          value={terms.dimension}
          lengthMax={64}
          onChange={(dimension) => change({ dimension })}
        />
        {terms.dimension.trim() !== '' && (
          <Field
            label="Its value (each for itself when left empty)"
            hint="ada"
            value={terms.value}
            lengthMax={256}
            onChange={(value) => change({ value })}
          />
        )}
      </div>
      <p role="status">
        {act === undefined
          ? 'Work beyond a limit is refused by name; what is in progress goes on to its end.'
          : `${outcomeOf(terms)} New use beyond that is refused; work in progress is charged with what it ran.`}
      </p>
    </ActDialog>
  );
}

const periodWords = { day: 'a day', week: 'a week', cycle: 'a cycle', lifetime: 'in all' } as const;

/** The terms as a sentence. */
function outcomeOf({ credits, period, category, dimension, value }: LimitTerms): string {
  const name = dimension.trim();
  const who =
    name === '' ? 'The account' : value.trim() === '' ? `Each ${name} for itself` : `The ${name} ${value.trim()}`;
  const what = category === '' ? '' : ` for ${categoryNames[category]}`;
  return `${who} may use ${creditsUnitText(Number(credits))} ${periodWords[period]}${what}.`;
}
