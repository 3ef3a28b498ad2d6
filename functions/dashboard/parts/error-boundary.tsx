import { Component, type ReactNode } from 'react';
import { Notice } from './notice.tsx';

interface Props {
  readonly children: ReactNode;
}

/** A bug of one page leaves the others usable. React has no function for this. */
export class ErrorBoundary extends Component<Props, { readonly isBroken: boolean }> {
  override readonly state = { isBroken: false };

  static getDerivedStateFromError(): { readonly isBroken: boolean } {
    return { isBroken: true };
  }

  override render(): ReactNode {
    if (!this.state.isBroken) return this.props.children;
    return (
      <Notice kind="error" title="This page failed">
        Something in it went wrong, or a newer version was put in its place. Load it again; credits are not affected.
      </Notice>
    );
  }
}
