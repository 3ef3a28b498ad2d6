import { type ReactNode, useEffect, useId, useRef } from 'react';
import { Button } from './button.tsx';

interface DialogProps {
  readonly title: string;
  /** A `sheet` lies along the page's end, for what is read; a `box` in its middle, for what is asked. */
  readonly kind?: 'sheet' | 'box';
  /** Called however it was closed: by its button, by Escape, or by the page. */
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** The browser's own modal dialog: it keeps the focus while it is there, and gives it back. It is open for as long as it is drawn. */
export function Dialog({ title, kind = 'box', onClose, children }: DialogProps): ReactNode {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    if (dialog.current?.open === false) dialog.current.showModal();
  }, []);
  return (
    <dialog ref={dialog} className={`dialog ${kind}`} aria-labelledby={titleId} onClose={onClose}>
      <div className="dialog-bar">
        <h2 id={titleId}>{title}</h2>
        <Button onClick={() => dialog.current?.close()}>Close</Button>
      </div>
      {children}
    </dialog>
  );
}
