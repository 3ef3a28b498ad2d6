import { verifyAccount } from '../../../shared/client/cli/verify.ts';
import { createHttpClient } from '../../../shared/client/http-client.ts';
import { accountPage } from '../../../shared/contract/answers/account.ts';
import { routes } from '../../../shared/contract/routes/routes.ts';

const pagesMax = 100;

export async function verifiedBooks(
  url: string,
): Promise<{ readonly ledgers: number; readonly findings: readonly string[] }> {
  const client = createHttpClient(url);
  const ids: string[] = [];
  let query: { readonly cursor?: string } | undefined = {};
  for (let pages = 0; query !== undefined && pages < pagesMax; pages += 1) {
    const { text } = await client.send(routes.listAccounts, { query });
    const { accountIds, nextCursor } = accountPage.parse(JSON.parse(text));
    ids.push(...accountIds);
    query = nextCursor === undefined ? undefined : { cursor: nextCursor };
  }
  const findings: string[] = [];
  for (const accountId of ids) {
    const report = await verifyAccount(client, accountId);
    findings.push(...report.findings.map((finding) => `${accountId}: ${finding}`));
  }
  return { ledgers: ids.length, findings };
}
