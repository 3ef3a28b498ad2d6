import type { ReactNode } from 'react';
import { Notice } from './notice.tsx';

/** Nothing can be shown: the page's settings or the sign-in failed. */
export function StartFailure(): ReactNode {
  return (
    <main className="start-failure">
      <Notice
        kind="error"
        title="The page could not start"
        action={
          <button type="button" onClick={() => window.location.assign(window.location.pathname)}>
            Try again
          </button>
        }
      >
        Its settings could not be read, or the sign-in was not completed. Credits and work in progress are not affected.
      </Notice>
    </main>
  );
}
