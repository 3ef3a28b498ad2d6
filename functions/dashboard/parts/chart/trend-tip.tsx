import { type ReactNode, useEffect, useRef } from 'react';
import { Button } from '../button.tsx';
import type { TrendChartProps } from './trend.ts';

interface TrendTipProps extends Pick<TrendChartProps, 'bars' | 'series' | 'steps' | 'unitTextOf' | 'footOf'> {
  readonly at: number;
  /** It stays, and can be gone into: its link has the focus. */
  readonly isHeld: boolean;
  readonly x: number;
  readonly width: number;
  readonly onClose: () => void;
}

/** Tells what one bar is made of: the groups that have a part in it. */
export function TrendTip({ bars, series, steps, unitTextOf, footOf, at, ...place }: TrendTipProps): ReactNode {
  const { isHeld, x, width, onClose } = place;
  const tip = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isHeld) tip.current?.querySelector('a')?.focus();
  }, [isHeld]);
  const isStart = x > width / 2;
  const parts = [
    ...series.map(({ name, amounts }, index) => ({ name, amount: amounts[at], look: `amount-dot series-${index}` })),
    ...(steps === undefined
      ? []
      : [{ name: steps.name, amount: steps.amounts[at], look: 'chart-key chart-key-steps' }]),
  ];
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape closes it wherever the focus is in it.
    <div
      ref={tip}
      className={isHeld ? 'trend-tip is-held' : 'trend-tip'}
      style={isStart ? { right: width - x + 12 } : { left: x + 12 }}
      onKeyDown={({ key }) => key === 'Escape' && onClose()}
    >
      <div className="trend-tip-bar">
        <h3>{bars[at]}</h3>
        {isHeld && (
          <Button kind="quiet" icon="close" label="Close" onClick={onClose}>
            {null}
          </Button>
        )}
      </div>
      <dl>
        {parts.map(
          ({ name, amount, look }) =>
            amount !== undefined &&
            amount !== 0 && (
              <div key={name}>
                <dt>
                  <span className={look} aria-hidden="true" />
                  {name}
                </dt>
                <dd>{unitTextOf(amount)}</dd>
              </div>
            ),
        )}
      </dl>
      {footOf(at)}
    </div>
  );
}
