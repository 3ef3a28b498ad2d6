/**
 * The service's time, by the `Date` of its answers: ages and ends are reckoned by the clock that decides them, and not by
 * the viewer's, which may be wrong, nor by this machine's while the local service's clock stands ahead.
 */
export interface ServerClock {
  readonly nowMs: () => number;
  /** `fetch` that looks at the clock as it passes. */
  readonly fetch: typeof fetch;
}

/** `Date` is in whole seconds: smaller differences say nothing. */
const grainMs = 1_500;

export function createServerClock(send: typeof fetch = (...request) => fetch(...request)): ServerClock {
  let aheadMs = 0;
  let isAccounts = false;
  return {
    nowMs: () => Date.now() + aheadMs,
    fetch: async (...request) => {
      const response = await send(...request);
      // Across origins the header can't be seen unless the service shows it: the viewer's clock has to do.
      const accountTime = response.headers.get('account-time');
      // An account of a test project may go by a clock of its own: what isn't about it says nothing of its time.
      if (accountTime === null && isAccounts && !aboutAccount.test(urlOf(request[0]))) return response;
      isAccounts = accountTime !== null;
      const date = Date.parse(accountTime ?? response.headers.get('date') ?? '');
      const seenMs = Number.isNaN(date) ? 0 : date - Date.now();
      if (Math.abs(seenMs - aheadMs) > grainMs) aheadMs = Math.abs(seenMs) > grainMs ? seenMs : 0;
      return response;
    },
  };
}

const aboutAccount = /\/accounts\/[^/?]/;

function urlOf(request: RequestInfo | URL): string {
  return request instanceof Request ? request.url : String(request);
}
