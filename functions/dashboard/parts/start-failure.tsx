import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import { Notice } from './notice.tsx';

/** Nothing can be shown: the page's settings or the sign-in failed. */
export function StartFailure(): ReactNode {
  return (
    <main className="start-failure">
      <Notice
        kind="error"
        title="The page could not start"
        action={<Button onClick={() => window.location.assign(window.location.pathname)}>Try again</Button>}
      >
        Its settings could not be read, or the sign-in was not completed. Credits and work in progress are not affected.
      </Notice>
    </main>
  );
}
