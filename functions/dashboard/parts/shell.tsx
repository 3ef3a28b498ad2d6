import { type ReactNode, useEffect, useRef } from 'react';
import { type PageEntry, pages } from '../pages.ts';
import { useAccountName } from '../reading/account-names.ts';
import { fillPath } from '../routing/route-pattern.ts';
import { projectOfPage } from '../session/project.ts';
import { useSession } from '../session/session-context.ts';
import { ThemeChooser } from './theme-chooser.tsx';

interface ShellProps {
  readonly page: PageEntry | undefined;
  readonly accountId: string | undefined;
  readonly children: ReactNode;
}

/** The frame around every page: whose it is, the way to the others, the theme. */
export function Shell({ page, accountId, children }: ShellProps): ReactNode {
  const { name, signOut, isOperator } = useSession();
  const project = projectOfPage(window.location.search);
  const isOfAccount = page?.kind === 'account' && accountId !== undefined;
  return (
    <div className="shell">
      <button type="button" className="skip" onClick={skipToMain}>
        Skip to the content
      </button>
      <header className="bar">
        <a className="brand" href="#/">
          Credits
        </a>
        {project !== undefined && <span className="bar-id">Project {project}</span>}
        {isOfAccount && <WhoseAccount accountId={accountId} />}
        <span className="bar-end">
          <ThemeChooser />
          {name !== undefined && <span className="bar-name">{name}</span>}
          {signOut !== undefined && (
            <button type="button" className="bar-button" onClick={() => void signOut()}>
              Sign out
            </button>
          )}
        </span>
      </header>
      {isOfAccount && <AccountNavigation page={page} accountId={accountId} />}
      {!isOfAccount && isOperator && <OperatorNavigation page={page} />}
      <main tabIndex={-1}>{children}</main>
    </div>
  );
}

function WhoseAccount({ accountId }: { readonly accountId: string }): ReactNode {
  const name = useAccountName(accountId);
  return (
    <span className="bar-account" title={name === undefined ? undefined : accountId}>
      {name ?? accountId}
      {name !== undefined && <span className="bar-id"> {accountId}</span>}
    </span>
  );
}

interface AccountNavigationProps {
  readonly page: PageEntry;
  readonly accountId: string;
}

function AccountNavigation({ page, accountId }: AccountNavigationProps): ReactNode {
  const list = useRef<HTMLUListElement>(null);
  // On a small screen the list is a strip that scrolls.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page is another current link.
  useEffect(() => {
    list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [page.id]);
  return (
    <nav className="pages" aria-label="Account">
      <ul ref={list}>
        {pages
          .filter(({ kind }) => kind === 'account')
          .map(({ id, path, title }) => (
            <li key={id}>
              <a href={`#${fillPath(path, { accountId })}`} aria-current={id === page.id ? 'page' : undefined}>
                {title}
              </a>
            </li>
          ))}
      </ul>
    </nav>
  );
}

/** Links to the pages about all accounts. */
function OperatorNavigation({ page }: { readonly page: PageEntry | undefined }): ReactNode {
  return (
    <nav className="pages" aria-label="Service">
      <ul>
        {pages
          .filter(({ kind }) => kind !== 'account')
          .map(({ id, path, title }) => (
            <li key={id}>
              <a href={`#${path}`} aria-current={id === page?.id ? 'page' : undefined}>
                {title}
              </a>
            </li>
          ))}
      </ul>
    </nav>
  );
}

function skipToMain(): void {
  document.querySelector<HTMLElement>('main')?.focus();
}
