import { type FormEvent, type ReactNode, useRef, useState } from 'react';
import { Button } from '../../parts/button.tsx';
import { SelectField } from '../../parts/field.tsx';
import { Notice } from '../../parts/notice.tsx';
import { Panel } from '../../parts/panel.tsx';
import { failureText } from '../../parts/read-notice.tsx';
import { useClient } from '../../reading/client-context.ts';
import { readAnswer } from '../../reading/read-answer.ts';
import { ReplayResultView } from './replay-result.tsx';
import { type Draft, draftText, type ReplayCycle, type ReplayStep, replayCard } from './replay-run.ts';

type State = ReplayStep | { readonly kind: 'resting' | 'not-json' };

/** A shadow rate card: who would gain and who would lose, before anything is published. */
export function ReplayPanel({ inEffect }: { readonly inEffect: string | null }): ReactNode {
  const client = useClient();
  const [draft, setDraft] = useState<Draft>({ version: '', text: '', cycle: 'last' });
  const [state, setState] = useState<State>({ kind: 'resting' });
  const run = useRef(0);
  const begin = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!isJson(draft.text)) return setState({ kind: 'not-json' });
    run.current += 1;
    const own = run.current;
    for await (const step of replayCard(client, draft)) {
      if (own !== run.current) return;
      setState(step);
    }
  };
  const stop = (): void => {
    run.current += 1;
    setState({ kind: 'resting' });
  };
  const fill = async (version: string): Promise<void> => {
    const read = await readAnswer(client.readRateCard({ version }));
    if (read.kind === 'failed') return setState(read);
    setDraft((before) => ({ ...before, version: before.version || `${version}-draft`, text: draftText(read.value) }));
  };
  const isRunning = state.kind === 'under-way';
  return (
    <Panel
      title="Try a rate card"
      description="Charges every account’s last cycle anew under a card that isn’t published, by the functions that charge. Nothing is written."
      actions={
        inEffect !== null && (
          <Button onClick={() => void fill(inEffect)} isDisabled={isRunning}>
            {`Begin with ${inEffect}`}
          </Button>
        )
      }
    >
      <DraftForm draft={draft} onChange={setDraft} onSubmit={begin} isRunning={isRunning} onStop={stop} />
      {state.kind === 'not-json' && (
        <Notice kind="error" title="The draft is no JSON">
          It is what publishing takes: an object with its prices.
        </Notice>
      )}
      {state.kind === 'failed' && (
        <Notice kind="error" title="The draft can’t be tried">
          {failureText(state.failure)}
        </Notice>
      )}
      {(state.kind === 'under-way' || state.kind === 'done') && (
        <ReplayResultView result={state.result} isWhole={state.kind === 'done'} />
      )}
    </Panel>
  );
}

interface DraftFormProps {
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
  readonly onSubmit: (event: FormEvent) => Promise<void>;
  readonly isRunning: boolean;
  readonly onStop: () => void;
}

const cycles: readonly { readonly value: ReplayCycle; readonly label: string }[] = [
  { value: 'last', label: 'The last whole cycle' },
  { value: 'present', label: 'The present cycle so far' },
];

function DraftForm({ draft, onChange, onSubmit, isRunning, onStop }: DraftFormProps): ReactNode {
  return (
    <form onSubmit={(event) => void onSubmit(event)}>
      <label className="field">
        The draft, as publishing takes it
        <textarea
          className="code"
          rows={8}
          required
          spellCheck={false}
          placeholder='{"prices": [{"sku": "ai.gpt-4o.input-token", "category": "ai", "credits": 250, "per": 1000000}]}'
          value={draft.text}
          onChange={({ target }) => onChange({ ...draft, text: target.value })}
        />
      </label>
      <div className="job-row draft-terms">
        <label className="field">
          Version
          <input
            required
            value={draft.version}
            onChange={({ target }) => onChange({ ...draft, version: target.value.trim() })}
          />
        </label>
        <SelectField
          label="Replay"
          options={cycles}
          value={draft.cycle}
          onChange={(cycle) => onChange({ ...draft, cycle })}
        />
        {isRunning ? (
          <Button onClick={onStop}>Stop</Button>
        ) : (
          <Button type="submit" kind="primary">
            Replay under this card
          </Button>
        )}
      </div>
    </form>
  );
}

function isJson(text: string): boolean {
  try {
    return typeof JSON.parse(text) === 'object';
  } catch {
    return false;
  }
}
