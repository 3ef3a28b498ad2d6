/** One operation of the API: how it is asked in three ways, what it takes and answers, what it may refuse. */
import { routeList } from '../../shared/contract/routes/routes.ts';
import type { Answer, ApiDocument, Operation } from './api-document.ts';
import { escapeHtml, type Section } from './docs-page.ts';
import { codeBlock } from './markdown.ts';
import { formsInWords, inline, memberTable, typeInWords } from './members.ts';

interface AtPath {
  readonly path: string;
  readonly method: string;
  readonly operation: Operation;
}

export function operationHtml(document: ApiDocument, at: AtPath): string {
  const { path, method, operation } = at;
  const { operationId, summary, description = '' } = operation;
  const right = routeList.find(({ id }) => id === operationId)?.permission;
  return `<section class="operation" aria-labelledby="${operationId}">
<h2 id="${operationId}">${escapeHtml(summary)} <a class="anchor" href="#${operationId}" aria-label="Link to this part">#</a></h2>
<p class="route"><code>${method.toUpperCase()} ${escapeHtml(path)}</code>${right === undefined ? '' : ` <span class="right">permission <code>${right}</code></span>`}</p>
<p>${inline(description)}</p>
${asked(at)}
${parametersHtml(document, operation)}
${bodyHtml(document, operation)}
${answersHtml(document, operation)}
</section>`;
}

export function operationSection(path: string, method: string, operation: Operation): Section {
  const { operationId, summary, description = '' } = operation;
  return {
    anchor: operationId,
    heading: summary,
    text: `${method.toUpperCase()} ${path} ${operationId}. ${description}`,
  };
}

const jsonType = 'application/json';
const exampleValues: Readonly<Record<string, string>> = { accountId: 'acme' };

/** As curl asks it, with the recorded example, and under which names client and command line have it. */
function asked({ path, method, operation }: AtPath): string {
  const example = operation.requestBody?.content[jsonType]?.example;
  const needsKey = operation.parameters?.some(({ name }) => name === 'Idempotency-Key') === true;
  const address = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => exampleValues[name] ?? `<${name}>`);
  const lines = [
    `curl ${method === 'get' ? '' : `-X ${method.toUpperCase()} `}'http://127.0.0.1:4400${address}'`,
    ...(needsKey ? [`  -H 'Idempotency-Key: <a key of your own>'`] : []),
    ...(example === undefined ? [] : [`  -H 'Content-Type: application/json'`, `  -d '${JSON.stringify(example)}'`]),
  ];
  const camel = operation.operationId.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  const curl = codeBlock(lines.join(' \\\n'), 'sh');
  // What comes in by protocols of others, neither the clients nor the command line send.
  if (!routeList.some(({ id }) => id === operation.operationId)) return curl;
  return `${curl}<p class="names">In JavaScript <code>client.${camel}</code>, in Python <code>client.${operation.operationId.replaceAll('-', '_')}</code>, by command <code>npx credits-ledger ${operation.operationId}</code>.</p>`;
}

function parametersHtml({ components: { schemas } }: ApiDocument, { parameters = [] }: Operation): string {
  const rows = parameters
    .filter(({ name }) => name !== 'Idempotency-Key')
    .map(
      ({ name, in: where, required, description, schema }) =>
        `<tr><td><code>${escapeHtml(name)}</code></td><td>${where}, ${escapeHtml(typeInWords(schema, schemas))}${required === true ? '' : '<br><small>optional</small>'}</td><td>${inline(description ?? schema.description ?? '')}</td></tr>`,
    );
  if (rows.length === 0) return '';
  return `<h3>Parameters</h3><div class="table" tabindex="0" role="group" aria-label="Parameters"><table class="members"><thead><tr><th>name</th><th>where, type</th><th>meaning</th></tr></thead><tbody>${rows.join('\n')}</tbody></table></div>`;
}

function bodyHtml({ components: { schemas } }: ApiDocument, { requestBody, summary }: Operation): string {
  const schema = requestBody?.content[jsonType]?.schema;
  if (schema === undefined) return '';
  return `<h3>Body</h3>${formsInWords(schema, schemas)}${memberTable(schema, schemas, `Body of: ${summary}`)}`;
}

function answersHtml({ components }: ApiDocument, { responses, summary }: Operation): string {
  const all = Object.entries(responses).map(
    ([status, answer]) => [status, resolvedAnswer(answer, components.responses)] as const,
  );
  const good = all
    .filter(([status]) => status < '400')
    .map(([status, answer]) => {
      const media = answer.content?.[jsonType];
      const example = media?.example === undefined ? '' : codeBlock(JSON.stringify(media.example, null, 2), 'json');
      const members =
        media?.schema === undefined ? '' : memberTable(media.schema, components.schemas, `Answer of: ${summary}`);
      const details = members === '' ? '' : `<details><summary>Members of the answer</summary>${members}</details>`;
      return `<h3>Answer ${status}</h3><p>${inline(answer.description)}</p>${example}${details}`;
    });
  const codes = all.flatMap(([status, { content }]) =>
    Object.keys(content?.['application/problem+json']?.examples ?? {}).map(
      (code) => `<a href="problems.html#${code}"><code>${code}</code></a> ${status}`,
    ),
  );
  const refused = codes.length === 0 ? '' : `<h3>Problems</h3><p class="problems">${codes.join(', ')}</p>`;
  return `${good.join('\n')}${refused}`;
}

function resolvedAnswer(answer: Answer, responses: Readonly<Record<string, Answer>>): Answer {
  const name = answer.$ref?.replace('#/components/responses/', '');
  return name === undefined ? answer : (responses[name] ?? answer);
}
