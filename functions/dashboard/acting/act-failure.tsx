import type { ReactNode } from 'react';
import { Notice } from '../parts/notice.tsx';
import type { ReadFailure } from '../reading/read-answer.ts';

/** Says why a change was not made, or that nobody knows, and what to do. */
export function ActFailure({ failure }: { readonly failure: ReadFailure }): ReactNode {
  switch (failure.kind) {
    case 'unreachable':
      return (
        <Notice kind="warning" title="There was no answer">
          It may have been done or not. Press again to find out: it is done once, however often it is sent.
        </Notice>
      );
    case 'not-allowed':
      return (
        <Notice kind="error" title="Your role doesn’t cover this">
          Nothing was changed. Your session may have ended, or whoever manages your accounts gave you another role.
        </Notice>
      );
    case 'refused':
      return (
        <Notice kind="error" title={failure.problem.title}>
          {failure.problem.detail} Nothing was changed.
        </Notice>
      );
    case 'broken':
      return (
        <Notice kind="error" title="It wasn’t sent">
          This is a fault of the page. Load it again.
        </Notice>
      );
    default:
      return failure satisfies never;
  }
}
