import Alert from '@cloudscape-design/components/alert';
import type { ReactNode } from 'react';

interface NoticeProps {
  readonly kind: 'info' | 'success' | 'warning' | 'error';
  readonly title: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}

/** Something to know before all else on the page. Read out when it appears. */
export function Notice({ kind, title, children, action }: NoticeProps): ReactNode {
  return (
    <div role={kind === 'error' ? 'alert' : 'status'}>
      <Alert type={kind} header={title} action={action} statusIconAriaLabel={kind}>
        {children}
      </Alert>
    </div>
  );
}
