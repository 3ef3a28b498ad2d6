import { type ComponentType, lazy, type ReactNode, Suspense, useEffect, useRef } from 'react';
import { type PageEntry, type PageProps, pages } from './pages.ts';
import { AccountFrame } from './parts/account-frame.tsx';
import { ErrorBoundary } from './parts/error-boundary.tsx';
import { Loading } from './parts/loading.tsx';
import { Notice } from './parts/notice.tsx';
import { Shell } from './parts/shell.tsx';
import { useAccountName } from './reading/account-names.ts';
import { useLocation } from './routing/location.ts';
import { matchPath, type PathParams } from './routing/route-pattern.ts';

/** The page that the address names, in its frame. */
export function Dashboard(): ReactNode {
  const { path } = useLocation();
  const found = findPage(path);
  const title = found?.page.title ?? 'Not found';
  const accountId = found?.params['accountId'];
  const name = useAccountName(accountId);
  useTitle(accountId === undefined ? title : `${title} · ${name ?? accountId}`, `${title} ${accountId}`);
  return (
    <Shell page={found?.page} accountId={accountId}>
      <ErrorBoundary key={path}>
        {found === undefined ? (
          <Notice kind="warning" title="There is no such page">
            Its address may be mistyped, or it was moved. <a href="#/">Go to the start</a>.
          </Notice>
        ) : (
          <Suspense fallback={<Loading what={title} />}>
            <FramedPage page={found.page} params={found.params} />
          </Suspense>
        )}
      </ErrorBoundary>
    </Shell>
  );
}

/** An account's pages share its frame, and with it what was read: it stays while the person goes from one to the next. */
function FramedPage({ page, params }: { readonly page: PageEntry; readonly params: PathParams }): ReactNode {
  const Page = componentOf(page);
  const { accountId } = params;
  if (page.kind !== 'account' || accountId === undefined) return <Page params={params} />;
  return (
    <AccountFrame key={accountId} accountId={accountId}>
      <Page params={params} />
    </AccountFrame>
  );
}

const components = new Map<string, ComponentType<PageProps>>();

function componentOf(page: PageEntry): ComponentType<PageProps> {
  const known = components.get(page.id);
  if (known !== undefined) return known;
  const made = lazy(async () => ({ default: await page.load() }));
  components.set(page.id, made);
  return made;
}

function findPage(path: string): { readonly page: PageEntry; readonly params: PathParams } | undefined {
  for (const page of pages) {
    const params = matchPath(page.path, path);
    if (params !== undefined) return { page, params };
  }
  return undefined;
}

/** Names the document, and has screen readers begin with a new page's heading: a name that is learned later makes no other page. */
function useTitle(title: string, page: string): void {
  const last = useRef(page);
  useEffect(() => {
    document.title = `${title} · Credits`;
    if (last.current !== page) document.querySelector<HTMLElement>('main')?.focus();
    last.current = page;
  }, [title, page]);
}
