import { urlProblem } from '../../domain/endpoint-url.ts';
import type { NewsForm } from '../../domain/news-body.ts';
import type { NewsQueue } from '../../ports/news.ts';

/** Why news can't be delivered there in this form; undefined where it can. */
export function targetProblem(
  { form, url }: { readonly form: NewsForm; readonly url?: string },
  news: NewsQueue | undefined,
): string | undefined {
  if (form === 'email') return url === undefined ? undefined : 'must be left out of an endpoint for e-mail';
  return url === undefined ? 'must be given' : urlProblem(url, news?.takesLoopback);
}
