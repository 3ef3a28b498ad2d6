import type { Canary } from '../planted.ts';

/** Planted against the five rules of the write path. */
export const writePathCanaries: readonly Canary[] = [
  {
    name: 'overwrite-any-version',
    against: 'W1',
    what: 'commits over whatever version is there',
    patches: [
      {
        file: 'shared/storage/carry-out.ts',
        search: 'const outcome = await table.put(item, guard);',
        replacement: `if (guard.kind === 'writes') await table.putMany([item]);
    const outcome = guard.kind === 'writes' ? ({ kind: 'stored' } as const) : await table.put(item, guard);`,
      },
    ],
  },
  {
    name: 'open-over-an-account',
    against: 'W1',
    what: 'opens over an account that somebody else has just opened',
    patches: [
      {
        file: 'shared/storage/carry-out.ts',
        search: 'const outcome = await table.put(item, guard);',
        replacement: `if (guard.kind === 'absent') await table.putMany([item]);
    const outcome = guard.kind === 'absent' ? ({ kind: 'stored' } as const) : await table.put(item, guard);`,
      },
    ],
  },
  {
    name: 'effect-without-answer',
    against: 'W1',
    what: 'commits refusals apart from the account, or not at all',
    patches: [
      {
        file: 'shared/storage/fold-changes.ts',
        search: 'if (advanced === undefined || !isRemembered(decision.refusal.reason)) return draft;',
        replacement: 'return draft;',
      },
    ],
  },
  {
    name: 'forget-before-filing',
    against: 'W2',
    what: 'goes on before the log is filed',
    patches: [
      {
        file: 'shared/storage/carry-out.ts',
        search: 'if (due !== undefined) await fileLog(table, due, nowMs);',
        replacement: 'if (due !== undefined) void fileLog(table, due, nowMs).catch(() => {});',
      },
    ],
  },
  {
    name: 'segment-by-first-entry',
    against: 'W2',
    what: 'names a segment by its first entry alone',
    patches: [
      {
        file: 'shared/storage/table-keys.ts',
        search: `sk: \`\${segmentsFrom(lastSeq)}#\${pad(firstSeq)}\``,
        replacement: `sk: \`\${segmentsFrom(firstSeq)}#\${pad(lastSeq && firstSeq)}\``,
      },
      {
        file: 'shared/storage/ledger.ts',
        search: `return { from: segmentsFrom(seq), to: segmentsEnd, order: 'ascending', limit: 1 };`,
        replacement: `return { from: segmentsStart, to: \`\${segmentsFrom(seq)}~\`, order: 'descending', limit: 1 };`,
      },
      {
        file: 'shared/storage/ledger.ts',
        search: `const range = { from: segmentsFrom(next), to: segmentsEnd, order: 'ascending', limit: segmentsPage } as const;`,
        replacement: `const range = { from: segmentsStart, to: segmentsEnd, order: 'ascending', limit: segmentsPage } as const;`,
      },
      {
        file: 'shared/storage/ledger.ts',
        search: 'const segmentsPage = 50;',
        replacement: 'const segmentsPage = 5_000;',
      },
    ],
  },
  {
    name: 'keys-not-filed',
    against: 'W2',
    what: 'files entries without their keys',
    patches: [
      {
        file: 'shared/storage/filing.ts',
        search: 'if (idempotencyKey !== undefined && !isFoundByTime)',
        replacement: `if (idempotencyKey === '')`,
      },
    ],
  },
  {
    name: 'marks-not-filed',
    against: 'W2',
    what: 'files payments without their marks',
    patches: [
      {
        file: 'shared/storage/filing.ts',
        search: 'if (!isMoving(mark)) items.push',
        replacement: `if (mark === '') items.push`,
      },
    ],
  },
  {
    name: 'hold-taken-back',
    against: 'W2',
    what: 'files a hold over a newer one',
    patches: [
      {
        file: 'shared/storage/filing.ts',
        search: `const outcome = await table.put(encodeHold(accountId, hold, seq), { kind: 'older', version: seq });`,
        replacement: `const outcome = await table.put(encodeHold(accountId, hold, seq), { kind: 'older', version: 1_000_000 });`,
      },
    ],
  },
  {
    name: 'filing-doubt-ignored',
    against: 'W2',
    what: 'takes a hold for filed that nobody answered for',
    patches: [
      {
        file: 'shared/storage/filing.ts',
        search: `if (outcome.kind === 'in-doubt') throw new StoreUnavailable('a hold was not filed', { cause: outcome.cause });`,
        replacement: '',
      },
    ],
  },
  {
    name: 'key-before-account',
    against: 'W3',
    what: 'looks for the key before it reads the account',
    patches: [
      {
        file: 'shared/storage/sight.ts',
        search: 'const loaded = isRead ? await readAccount(table, accountId) : view.loaded;',
        replacement: `const blank = { account: { accountId }, log: { filed: { seq: 0 }, entries: [], notes: [] } };
    const early = view.kind === 'unread' ? await lookUpItems(table, blank as unknown as LoadedAccount, group) : undefined;
    const loaded = isRead ? await readAccount(table, accountId) : view.loaded;`,
      },
      {
        file: 'shared/storage/sight.ts',
        search: 'const filed = loaded === undefined ? noFiledItems : await lookUpItems(table, loaded, group, recent);',
        replacement:
          'const filed = loaded === undefined ? noFiledItems : (early ?? (await lookUpItems(table, loaded, group, recent)));',
      },
    ],
  },
  {
    name: 'log-not-searched',
    against: 'W3 and W4',
    what: 'looks for a key among what is filed alone',
    patches: [
      {
        file: 'shared/storage/fold-changes.ts',
        search:
          'keyInLog(drafted, idempotencyKey, nowMs) ?? keyInLog(log, idempotencyKey, nowMs) ?? filed.keys.get(idempotencyKey)',
        replacement: 'keyInLog(drafted, idempotencyKey, nowMs) ?? filed.keys.get(idempotencyKey)',
      },
    ],
  },
  {
    name: 'due-holds-without-log',
    against: 'W3',
    what: 'reads holds past their time without what the log says of them',
    patches: [
      {
        file: 'shared/storage/due-holds.ts',
        search: 'return withHolds({ holds, nextMs: Number.POSITIVE_INFINITY }, logged);',
        replacement: 'return withHolds({ holds, nextMs: Number.POSITIVE_INFINITY }, []);',
      },
    ],
  },
  {
    name: 'account-read-stale',
    against: 'W3',
    what: 'loads an account by an eventually consistent read',
    patches: [
      {
        file: 'shared/storage/sight.ts',
        search: 'const item = await table.get(accountKey(accountId));',
        replacement: 'const item = await table.get(accountKey(accountId), { isEventual: true });',
      },
    ],
  },
  {
    name: 'doubt-taken-for-success',
    against: 'W4',
    what: 'takes a write without an answer for stored',
    patches: [
      {
        file: 'shared/storage/carry-out.ts',
        search: 'const outcome = await table.put(item, guard);',
        replacement: `const told = await table.put(item, guard);
    const outcome = told.kind === 'in-doubt' ? ({ kind: 'stored' } as const) : told;`,
      },
    ],
  },
  {
    name: 'refused-write-not-looked-at',
    against: 'W4',
    what: 'judges anew on the state it had, when its write was refused',
    patches: [
      {
        file: 'shared/storage/after-outcome.ts',
        search: `view: existing === undefined ? { kind: 'unsure' } : { kind: 'fresh', loaded: existing },`,
        replacement: `view:
    existing === undefined || !('loaded' in attempt.view)
      ? { kind: 'unsure' }
      : { kind: 'fresh', loaded: attempt.view.loaded && { ...attempt.view.loaded, version: existing.version } },`,
      },
    ],
  },
  {
    name: 'outdated-side-item',
    against: 'W4',
    what: 'goes on when a key names an entry that it can not find',
    patches: [
      {
        file: 'shared/storage/look-up.ts',
        search: 'else if (pointedAt.has(seq)) isOutdated = true;',
        replacement: '',
      },
    ],
  },
  {
    name: 'answers-in-wrong-order',
    against: 'W5',
    what: 'gives the members of a group each other’s answers',
    patches: [
      {
        file: 'shared/storage/change.ts',
        search: `if (answer.kind === 'outcome') group[index]?.resolve(answer.outcome);`,
        replacement: `if (answer.kind === 'outcome') group[answered.answers.length - 1 - index]?.resolve(answer.outcome);`,
      },
    ],
  },
  {
    name: 'group-on-one-basis',
    against: 'W5',
    what: 'decides each of a group on the account as it was before all of them',
    patches: [
      {
        file: 'shared/storage/fold-changes.ts',
        search: 'const advanced = draft.account && advance(draft.account, {',
        replacement: 'const advanced = draft.account && advance(loaded?.account ?? draft.account, {',
      },
    ],
  },
  {
    name: 'twice-in-one-group',
    against: 'W5',
    what: 'does not see a key that stands twice in one group',
    patches: [
      {
        file: 'shared/storage/fold-changes.ts',
        search: 'keyInLog(drafted, idempotencyKey, nowMs) ?? keyInLog(log,',
        replacement: 'keyInLog(log,',
      },
    ],
  },
];
