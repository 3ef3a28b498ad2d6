import type { ReactNode, Ref } from 'react';
import { Icon, type IconName } from './icon.tsx';

export interface ButtonProps {
  readonly children: ReactNode;
  /** `primary` is the one thing to do, `quiet` has no frame, `text` stands in a sentence. */
  readonly kind?: 'normal' | 'primary' | 'quiet' | 'text';
  /** A form is sent by `submit` alone. */
  readonly type?: 'button' | 'submit';
  readonly icon?: IconName;
  readonly iconAt?: 'start' | 'end';
  /** Its name for whoever can't see what stands around it. */
  readonly label?: string | undefined;
  readonly isDisabled?: boolean;
  /** Under way is what it began: it keeps the focus, and pressing it again does nothing. */
  readonly isBusy?: boolean;
  readonly onClick?: () => void;
  readonly ref?: Ref<HTMLButtonElement>;
}

/** A native button in the look of the theme. */
export function Button(props: ButtonProps): ReactNode {
  const { children, kind = 'normal', type = 'button', icon, iconAt = 'start', label } = props;
  const { isDisabled = false, isBusy = false, onClick, ref } = props;
  const picture = icon !== undefined && <Icon name={icon} />;
  return (
    <button
      ref={ref}
      type={type}
      className={`button button-${kind}`}
      aria-label={label}
      disabled={isDisabled}
      aria-disabled={isBusy || undefined}
      aria-busy={isBusy || undefined}
      onClick={(event) => {
        if (isBusy) event.preventDefault();
        else onClick?.();
      }}
    >
      {isBusy && <span className="spinner" aria-hidden="true" />}
      {iconAt === 'start' && picture}
      {children}
      {iconAt === 'end' && picture}
    </button>
  );
}
