import type { KeyboardEvent, PointerEvent, ReactNode, Ref } from 'react';
import type { TrendGeometry } from './trend-geometry.ts';

interface TrendDrawingProps {
  readonly label: string;
  readonly bars: readonly string[];
  readonly isStacked: boolean;
  readonly geometry: TrendGeometry;
  readonly size: { readonly width: number; readonly height: number; readonly start: number };
  readonly textOf: (amount: number) => string;
  /** The bar that is told of. */
  readonly at: number | undefined;
  readonly ref: Ref<SVGSVGElement>;
  readonly onFocus: () => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onPointerMove: (event: PointerEvent) => void;
  readonly onPointerDown: (event: PointerEvent) => void;
}

/** Bars, lines and steps as they were reckoned, with their axes. */
export function TrendDrawing(props: TrendDrawingProps): ReactNode {
  const { label, bars, isStacked, geometry, size, textOf, at, ref } = props;
  const { onFocus, onKeyDown, onPointerMove, onPointerDown } = props;
  return (
    <svg
      ref={ref}
      className="trend-drawing"
      width={size.width}
      height={size.height}
      role="application"
      aria-roledescription={isStacked ? 'bar chart' : 'line chart'}
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys go from bar to bar.
      tabIndex={0}
      onFocus={onFocus}
      onKeyDown={onKeyDown}
      onPointerMove={onPointerMove}
      onPointerDown={onPointerDown}
    >
      {geometry.ticks.map(({ amount, y }) => (
        <g key={amount}>
          <line className="chart-grid" x1={size.start} x2={size.width} y1={y} y2={y} />
          <text x={size.start - 8} y={y + 4} textAnchor="end">
            {textOf(amount)}
          </text>
        </g>
      ))}
      {at !== undefined && <Mark at={at} geometry={geometry} size={size} />}
      {geometry.bars.map(({ series, at: bar, ...place }) => (
        <rect key={`${series} ${bar}`} className={`series-${series}`} {...place} />
      ))}
      {geometry.lines.map((d, series) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a series is told by its place.
        <path key={series} className={`chart-line series-line-${series}`} d={d} />
      ))}
      <path className="chart-steps" d={geometry.stepLine} />
      <line className="chart-floor" x1={size.start} x2={size.width} y1={geometry.floorY} y2={geometry.floorY} />
      <Instants bars={bars} geometry={geometry} size={size} />
    </svg>
  );
}

function Mark({
  at,
  geometry,
  size,
}: Pick<TrendDrawingProps, 'geometry' | 'size'> & { readonly at: number }): ReactNode {
  const width = Math.max(geometry.step, 6);
  return (
    <rect
      className="trend-mark"
      x={geometry.centreOf(at) - width / 2}
      y={0}
      width={width}
      height={size.height}
      rx={4}
    />
  );
}

const letterWidth = 6.5;
const gap = 16;

/** As many as there is room for, the newest among them. */
function Instants({ bars, geometry, size }: Pick<TrendDrawingProps, 'bars' | 'geometry' | 'size'>): ReactNode {
  const half = (Math.max(...bars.map(({ length }) => length)) * letterWidth) / 2;
  const every = Math.max(1, Math.ceil((half * 2 + gap) / geometry.step));
  return bars.map((text, index) => {
    if ((bars.length - 1 - index) % every !== 0) return undefined;
    const x = Math.min(geometry.centreOf(index), size.width - half);
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: a bar is told by its place.
      <text key={index} x={x} y={size.height - 6} textAnchor="middle">
        {text}
      </text>
    );
  });
}
