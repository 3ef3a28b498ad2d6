import { type ReactNode, useState } from 'react';
import { Button } from './button.tsx';

/** Copies the address of the view, which has all of it: saved as a bookmark or sent, it opens the same. */
export function CopyLink(): ReactNode {
  const [said, setSaid] = useState('');
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(window.location.href);
      setSaid('Copied: the link opens this view.');
    } catch {
      setSaid('It can’t be copied here: the address above has all of this view.');
    }
  };
  return (
    <span className="copy-link">
      <span className="quiet" role="status">
        {said}
      </span>{' '}
      <Button kind="quiet" icon="share" onClick={() => void copy()}>
        Copy link to this view
      </Button>
    </span>
  );
}
