import type { ReactNode } from 'react';
import type { ReadFailure } from '../reading/read-answer.ts';
import type { Read } from '../reading/use-read.ts';
import { fromNowText } from '../writing/instants.ts';
import { Button } from './button.tsx';
import { Notice } from './notice.tsx';

/** A notice of a read that failed: nothing to show, or what is shown is old. Nothing while all is well. */
export function ReadNotice({ of, what }: { readonly of: Read<unknown>; readonly what: string }): ReactNode {
  const { failure, value, readAtMs } = of;
  if (failure === undefined) return null;
  // Before an account's first cycle there is none: that is no failure.
  if (failure.kind === 'refused' && failure.problem.code === 'cycle-not-found')
    return (
      <Notice kind="info" title="There is no such cycle">
        The account began later.
      </Notice>
    );
  const isStale = value !== undefined && failure.kind !== 'not-allowed';
  const retry = <Button onClick={of.refresh}>Try again</Button>;
  const { title, text } = wordsOf(failure, what);
  if (!isStale)
    return (
      <Notice kind="error" title={title} action={retry}>
        {text}
      </Notice>
    );
  const age = readAtMs === undefined ? '' : ` It was read ${fromNowText(readAtMs, Date.now())}.`;
  return (
    <Notice kind="warning" title={`${capital(what)} may be out of date`} action={retry}>
      {title}.{age} It is tried again by itself.
    </Notice>
  );
}

/** One sentence on why there is nothing to show, for a panel that isn't the first to say so. */
export function failureText(failure: ReadFailure): string {
  switch (failure.kind) {
    case 'unreachable':
      return 'the service can’t be reached. It is tried again by itself.';
    case 'not-allowed':
      return 'this session may not read it.';
    case 'refused':
      return failure.problem.detail;
    case 'broken':
      return 'this is a fault of the page.';
    default:
      return failure satisfies never;
  }
}

function wordsOf(failure: ReadFailure, what: string): { readonly title: string; readonly text: string } {
  switch (failure.kind) {
    case 'unreachable':
      return {
        title: 'The service can’t be reached',
        text: `${capital(what)} can’t be shown. It is tried again by itself. Credits and work in progress are not affected.`,
      };
    case 'not-allowed':
      return {
        title: 'This session may not read this',
        text: 'It may have ended, or the account is not one of yours. Sign in again, or ask whoever manages your accounts.',
      };
    case 'refused':
      return { title: failure.problem.title, text: failure.problem.detail };
    case 'broken':
      return { title: `${capital(what)} can’t be shown`, text: 'This is a fault of the page. Load it again.' };
    default:
      return failure satisfies never;
  }
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
