import { type ReactNode, useMemo, useState } from 'react';
import { Dashboard } from '../dashboard.tsx';
import { LocalBar } from './local-bar.tsx';
import { createLocalControls } from './local-controls.ts';

interface LocalFrameProps {
  /** Where the service answers. */
  readonly url: string;
  readonly send: typeof fetch;
}

/** The dashboard of the service on this machine, and a bar to move what is under it. After each move the page is read anew. */
export function LocalFrame({ url, send }: LocalFrameProps): ReactNode {
  const controls = useMemo(() => createLocalControls(url, send), [url, send]);
  const [moves, setMoves] = useState(0);
  return (
    <>
      <Dashboard key={moves} />
      <LocalBar controls={controls} onMoved={() => setMoves((before) => before + 1)} />
    </>
  );
}
