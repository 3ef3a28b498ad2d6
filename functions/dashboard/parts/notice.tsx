import type { ReactNode } from 'react';
import { Icon } from './icon.tsx';

interface NoticeProps {
  readonly kind: 'info' | 'success' | 'warning' | 'error';
  readonly title: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}

/** Something to know before all else on the page. Read out when it appears. */
export function Notice({ kind, title, children, action }: NoticeProps): ReactNode {
  return (
    <div className={`notice notice-${kind}`} role={kind === 'error' ? 'alert' : 'status'}>
      <Icon name={kind} label={kind} />
      <div className="notice-text">
        <div className="notice-title">{title}</div>
        {children !== undefined && <div>{children}</div>}
      </div>
      {action !== undefined && <div>{action}</div>}
    </div>
  );
}
