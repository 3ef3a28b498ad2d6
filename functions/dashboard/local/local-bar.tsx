import { type ReactNode, useEffect, useState } from 'react';
import { dayMs, hourMs, secondMs } from '../../../shared/domain/time.ts';
import { useNow } from '../reading/use-now.ts';
import { exactInstantText, viewerZone } from '../writing/instants.ts';
import type { LocalControls } from './local-controls.ts';
import './local.css';

/** How far the clock may be moved, from left to right. */
const spans = [
  ['1 hour', hourMs],
  ['6 hours', 6 * hourMs],
  ['1 day', dayMs],
  ['2 days', 2 * dayMs],
  ['3 days', 3 * dayMs],
  ['1 week', 7 * dayMs],
  ['2 weeks', 14 * dayMs],
  ['31 days', 31 * dayMs],
] as const;
const usual = 2;

interface LocalBarProps {
  readonly controls: LocalControls;
  /** Something was changed by it. */
  readonly onMoved: () => void;
}

/** The service's clock with a slider that moves it ahead, and a button that has credits used. */
export function LocalBar({ controls, onMoved }: LocalBarProps): ReactNode {
  const [place, setPlace] = useState(usual);
  const [isBusy, setIsBusy] = useState(false);
  const [said, setSaid] = useState('');
  const [isRead, setIsRead] = useState(false);
  useEffect(() => {
    // Where nothing answers, the page says so.
    void controls.readClock().then(
      () => setIsRead(true),
      () => {},
    );
  }, [controls]);
  const [name, ms] = spans[place] ?? spans[usual];
  const act = async (does: () => Promise<string>): Promise<void> => {
    setIsBusy(true);
    setSaid('');
    try {
      setSaid(await does());
      onMoved();
    } catch {
      setSaid('The service did not answer.');
    }
    setIsBusy(false);
  };
  const move = async (): Promise<string> => {
    await controls.moveAhead(ms);
    return `Moved ahead ${name}.`;
  };
  const traffic = async (): Promise<string> => {
    const { charged, refused } = await controls.makeTraffic();
    return `${charged} charged, ${refused} refused.`;
  };
  return (
    <aside className="local-bar" aria-label="This machine">
      {/* Another one after each move, which shows the time at once. */}
      {isRead && <Clock key={said} />}
      <label className="local-slider">
        <span>Move ahead</span>
        <input
          type="range"
          min={0}
          max={spans.length - 1}
          value={place}
          aria-valuetext={name}
          onChange={({ target }) => setPlace(Number(target.value))}
        />
      </label>
      <button type="button" className="bar-button local-move" disabled={isBusy} onClick={() => void act(move)}>
        {name} ahead
      </button>
      <button type="button" className="bar-button" disabled={isBusy} onClick={() => void act(traffic)}>
        Make traffic
      </button>
      <span role="status" className="quiet">
        {said}
      </span>
    </aside>
  );
}

/** The service's time, as the viewer's clocks would show it. */
function Clock(): ReactNode {
  const nowMs = useNow(secondMs);
  return (
    <span className="local-clock">
      <span className="quiet">Local clock</span>{' '}
      <time data-testid="local-clock" dateTime={new Date(nowMs).toISOString()}>
        {exactInstantText(nowMs, viewerZone)}
      </time>
    </span>
  );
}
