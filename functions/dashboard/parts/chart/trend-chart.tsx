import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef, useState } from 'react';
import type { TrendChartProps } from './trend.ts';
import { TrendDrawing } from './trend-drawing.tsx';
import { type TrendGeometry, trendGeometry } from './trend-geometry.ts';
import { TrendTip } from './trend-tip.tsx';
import { useWidth } from './use-width.ts';

const height = 300;
const bottom = 28;
const letterWidth = 7;

/** Amounts over time. Each bar tells what it is made of: to a pointer, to a finger, and to the arrow keys. */
export function TrendChart(props: TrendChartProps): ReactNode {
  const { bars, series, steps, isStacked, empty, textOf } = props;
  const [frame, width] = useWidth();
  if (bars.length === 0 || series.length + (steps === undefined ? 0 : 1) === 0) return <p className="quiet">{empty}</p>;
  const shape = { series: series.map(({ amounts }) => amounts), steps: steps?.amounts, isStacked, count: bars.length };
  const rough = trendGeometry(shape, { width, height, start: 0, bottom });
  const start = Math.max(...rough.ticks.map(({ amount }) => textOf(amount).length)) * letterWidth + 12;
  const geometry = trendGeometry(shape, { width, height, start, bottom });
  return (
    <figure className="trend">
      <div className="quiet">{props.amountName}</div>
      <div className="trend-frame" ref={frame}>
        {width > 0 && <Told {...props} geometry={geometry} size={{ width, height, start, bottom }} />}
      </div>
      <div className="trend-below quiet">{props.barName}</div>
      <Legend series={series} steps={steps} />
    </figure>
  );
}

interface ToldProps extends TrendChartProps {
  readonly geometry: TrendGeometry;
  readonly size: { readonly width: number; readonly height: number; readonly start: number; readonly bottom: number };
}

/** The drawing, and the one of its bars that is told of. */
function Told(props: ToldProps): ReactNode {
  const { bars, label, geometry, size } = props;
  const [at, setAt] = useState<number>();
  const [isHeld, setHeld] = useState(false);
  const drawing = useRef<SVGSVGElement>(null);
  const last = bars.length - 1;
  const shown = at === undefined ? undefined : Math.min(at, last);
  const leave = (): void => {
    setAt(undefined);
    setHeld(false);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const to = keyTo(event.key, shown ?? last, last);
    if (event.key === 'Escape' && at !== undefined) leave();
    else if (event.key === 'Enter') setHeld(true);
    else if (to !== undefined) setAt(to);
    else return;
    event.preventDefault();
  };
  const barOf = ({ nativeEvent }: PointerEvent): number => geometry.barAt(nativeEvent.offsetX);
  const close = (): void => {
    leave();
    drawing.current?.focus();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only notes that the pointer or the focus has left.
    <div
      onPointerLeave={() => !isHeld && document.activeElement !== drawing.current && setAt(undefined)}
      onBlur={({ currentTarget, relatedTarget }) => !currentTarget.contains(relatedTarget) && leave()}
    >
      <TrendDrawing
        {...props}
        ref={drawing}
        label={label}
        size={size}
        at={shown}
        onFocus={() => setAt((before) => before ?? last)}
        onKeyDown={onKeyDown}
        onPointerMove={(event) => !isHeld && setAt(barOf(event))}
        onPointerDown={(event) => {
          setAt(barOf(event));
          setHeld(true);
        }}
      />
      <div aria-live="polite">
        {shown !== undefined && (
          <TrendTip
            {...props}
            at={shown}
            isHeld={isHeld}
            x={geometry.centreOf(shown)}
            width={size.width}
            onClose={close}
          />
        )}
      </div>
    </div>
  );
}

function keyTo(key: string, at: number, last: number): number | undefined {
  if (key === 'ArrowLeft') return Math.max(0, at - 1);
  if (key === 'ArrowRight') return Math.min(last, at + 1);
  if (key === 'Home') return 0;
  return key === 'End' ? last : undefined;
}

function Legend({ series, steps }: Pick<TrendChartProps, 'series' | 'steps'>): ReactNode {
  return (
    <ul className="amount-legend">
      {series.map(({ name }, index) => (
        <li key={name}>
          <span className={`amount-dot series-${index}`} aria-hidden="true" />
          {name}
        </li>
      ))}
      {steps !== undefined && (
        <li>
          <span className="chart-key chart-key-steps" aria-hidden="true" /> {steps.name}
        </li>
      )}
    </ul>
  );
}
