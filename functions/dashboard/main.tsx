/** The page's start: its settings, then who looks at it, then what they see. */
import './look/theme.css';
import './look/page.css';
import './look/surfaces.css';
import './look/parts.css';
import './look/tables.css';
import './look/chart.css';
import './look/controls.css';
import './look/acts.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createBrowserClient } from '../../shared/client/browser-client.ts';
import { Dashboard } from './dashboard.tsx';
import { applyStoredTheme } from './look/theme.ts';
import { StartFailure } from './parts/start-failure.tsx';
import { ClientContext } from './reading/client-context.ts';
import { PaymentsContext } from './reading/payments-context.ts';
import { createQueryClient } from './reading/read-query.ts';
import { createServerClock } from './reading/server-clock.ts';
import { createTaggedFetch } from './reading/tagged-fetch.ts';
import { NowContext } from './reading/use-now.ts';
import { projectOfPage } from './session/project.ts';
import { readConfig } from './session/read-config.ts';
import { localSession } from './session/session.ts';
import { SessionContext } from './session/session-context.ts';

/** A read that fails is soon repeated by whoever polls: one try each is enough. */
const bounds = { triesMax: 1, tryTimeoutMs: 10_000, totalMs: 10_000 };

async function start(container: HTMLElement): Promise<void> {
  applyStoredTheme();
  const root = createRoot(container);
  try {
    const config = await readConfig();
    const session =
      config.signIn === undefined ? localSession : await (await import('./session/sign-in.ts')).signIn(config.signIn);
    if (session === undefined) return;
    const clock = createServerClock();
    const service = new URL(config.apiUrl, document.baseURI).href.replace(/\/$/, '');
    const project = projectOfPage(window.location.search);
    const url = project === undefined ? service : `${service}/${project}`;
    const client = createBrowserClient({ url, token: session.token, fetch: createTaggedFetch(clock.fetch), bounds });
    // Loaded for the service on this machine alone.
    const LocalFrame = config.isLocal ? (await import('./local/local-frame.tsx')).LocalFrame : undefined;
    const page = LocalFrame === undefined ? <Dashboard /> : <LocalFrame url={service} send={clock.fetch} />;
    root.render(
      <StrictMode>
        <SessionContext value={session}>
          <ClientContext value={client}>
            <QueryClientProvider client={createQueryClient()}>
              <NowContext value={clock.nowMs}>
                <PaymentsContext value={config.payments}>{page}</PaymentsContext>
              </NowContext>
            </QueryClientProvider>
          </ClientContext>
        </SessionContext>
      </StrictMode>,
    );
  } catch (cause) {
    console.error(cause);
    root.render(<StartFailure />);
  }
}

const container = document.getElementById('dashboard');
if (container === null) throw new TypeError('index.html has no place for the page');
// Not awaited: what is loaded meanwhile is in files that import this one, and would wait for its end.
void start(container);
