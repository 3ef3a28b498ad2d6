import type { ReactNode } from 'react';

const strokes = {
  add: 'M8 2v12M2 8h12',
  close: 'M3 3l10 10M13 3L3 13',
  share: 'M6 3H3v10h10v-3M9 3h4v4M13 3L7 9',
  download: 'M8 2v8M4.5 7L8 10.5 11.5 7M2.5 13.5h11',
  before: 'M10.5 3l-5 5 5 5',
  after: 'M5.5 3l5 5-5 5',
  down: 'M3.5 6L8 10.5 12.5 6',
  success: 'M4.5 8.2l2.4 2.4 4.6-5M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13z',
  warning: 'M8 2L1.5 14h13zM8 6.5v3.6M8 11.4v1.2',
  error: 'M5.5 5.5l5 5M10.5 5.5l-5 5M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13z',
  info: 'M8 7.2v4M8 4.6v1.2M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13z',
  stopped: 'M5 8h6M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13z',
  pending: 'M8 4.5V8l2.5 1.6M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13z',
} as const;

export type IconName = keyof typeof strokes;

/** Icons that point along the line: they are mirrored where that goes from right to left. */
const along: ReadonlySet<IconName> = new Set(['before', 'after', 'share']);

interface IconProps {
  readonly name: IconName;
  /** The words for whoever can't see it; none where the text beside it says the same. */
  readonly label?: string;
}

/** A picture of sixteen pixels, in the colour of the text around it. */
export function Icon({ name, label }: IconProps): ReactNode {
  return (
    <svg
      className={along.has(name) ? 'icon icon-along' : 'icon'}
      viewBox="0 0 16 16"
      aria-hidden={label === undefined || undefined}
      role={label === undefined ? undefined : 'img'}
      aria-label={label}
    >
      <path d={strokes[name]} />
    </svg>
  );
}
