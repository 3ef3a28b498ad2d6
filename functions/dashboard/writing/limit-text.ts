/** A spending limit in words: what it is for, how much, over which time, and when it ends. */
import type { Entry } from '../reading/shapes.ts';
import { creditsUnitText } from './credits.ts';

type NamedLimit = NonNullable<Entry['limit']>;

const periodTexts = { day: 'a day', week: 'a week', cycle: 'a cycle', lifetime: 'in all' } as const;

export function limitText({ limitId, credits, category, dimension, period = 'cycle', endsAt }: NamedLimit): string {
  if (credits === undefined) return `${limitId}: ended`;
  const who = dimension && dimensionText(dimension);
  const what = [category, who].filter((part) => part !== undefined).join(', ');
  const until = endsAt === undefined ? '' : `, until ${endsAt.slice(0, 16).replace('T', ' ')} UTC`;
  return `${limitId}: ${creditsUnitText(credits)} ${periodTexts[period]}${what === '' ? '' : ` for ${what}`}${until}`;
}

function dimensionText({ name, value, prefix, each }: NonNullable<NamedLimit['dimension']>): string {
  if (each) return `each ${name}`;
  return prefix === undefined ? `${name} ${value ?? ''}` : `every ${name} that begins with ${prefix}, together`;
}
