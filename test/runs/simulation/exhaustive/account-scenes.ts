/** Every operation that changes an account, in every starting state. */

import { holdIdOf } from '../../../../shared/domain/account/hold.ts';
import { hourMs, minuteMs, secondMs } from '../../../../shared/domain/time.ts';
import { accountKey } from '../../../../shared/storage/table-keys.ts';
import { fillTail } from '../../../support/builders/fill-tail.ts';
import { dayMs, startMs } from '../../../support/builders/fixtures.ts';
import * as ask from './account-commands.ts';
import { catalogueWorld } from './catalogue-world.ts';
import { accountDigest, checkAccount } from './check-account.ts';
import * as limits from './limit-commands.ts';
import { startProcess } from './process.ts';
import type { Command, Scene, Site } from './scene.ts';

const boundaryMs = Date.parse('2026-12-01T00:00:00.000Z');
/** When an account is brought to where it is. */
const preparedMs = boundaryMs - 2 * hourMs;
const soonMs = preparedMs + 20 * minuteMs;

interface Start {
  readonly atMs: number;
  /** After what the operation needs itself. */
  readonly commands: readonly Command[];
  /** The next change files what is there. */
  readonly isFull?: true;
}

/** Ends before any of the commands comes. */
const brief = ask.authorize('brief', 10, 10 * minuteMs);
const logs = ask.keep('logs kept', 'logs', 2_000n);
const refusedBefore = ask.debit('refused before', 100_000);
const notes = Array.from({ length: 8 }, (_, index) => [`filling-${index}`, 'x'.repeat(100)] as const);
const full = ask.filler('long filler', Object.fromEntries(notes));
const short = ask.filler('short filler', {});

/** The things that are about to happen besides: nothing, filing, a hold that has ended, a boundary, several, all of it at once. */
const starts: Readonly<Record<string, Start>> = {
  'room in the log': { atMs: soonMs, commands: [full, short] },
  'a full log': { atMs: soonMs, commands: [refusedBefore], isFull: true },
  'a hold that has ended': { atMs: soonMs, commands: [brief, full, short] },
  'a boundary': { atMs: boundaryMs + 10 * minuteMs, commands: [full, short] },
  'all at once': { atMs: boundaryMs + 10 * minuteMs, commands: [logs, brief, refusedBefore], isFull: true },
  'months later': { atMs: boundaryMs + 70 * dayMs, commands: [brief], isFull: true },
};

interface Operation {
  readonly before: readonly Command[];
  readonly commands: readonly Command[];
  readonly rivals: readonly Command[];
  /** Once all else is there, and the log is full where it is to be. */
  readonly last?: readonly Command[];
}

const theHold = holdIdOf(preparedMs + 20 * hourMs, 'held');
const held = ask.authorize('held', 600, 20 * hourMs);
const opened = ask.open('opened');
const bought = ask.purchase('bought', 'pi_1');
const spent = ask.debit('spent', 1_400);
const rivalDebit = ask.debit('rival debit', 200);
const eachUser = limits.limitEach('each', 100);
const byAda = (key: string): Command => limits.debitOf(key, 'ada', 60);
const debitSeq = 2;
const captureSeq = 3;

const operations: Readonly<Record<string, Operation>> = {
  'open-account': { before: [opened], commands: [ask.open('asked')], rivals: [ask.open('rival')] },
  'debit-credits': { before: [opened], commands: [ask.debit('asked', 900)], rivals: [rivalDebit] },
  'debit-credits, by usage': { before: [opened], commands: [ask.debitByUsage('asked')], rivals: [rivalDebit] },
  'debit-credits, too much': {
    before: [opened],
    commands: [ask.debit('asked', 1_500)],
    rivals: [ask.purchase('rival', 'pi_2')],
  },
  'debit-batch': {
    before: [opened],
    commands: [ask.debit('asked first', 600), ask.debit('asked second', 300)],
    rivals: [rivalDebit],
  },
  'reverse-debit': {
    before: [opened, ask.debit('spent', 400)],
    commands: [ask.reverse('asked', debitSeq)],
    rivals: [ask.reverse('rival', debitSeq)],
  },
  'reverse-debit, a part': {
    before: [opened, ask.debit('spent', 400), ask.reverse('a part before', debitSeq, 50)],
    commands: [ask.reverse('asked', debitSeq, 100)],
    rivals: [ask.reverse('rival', debitSeq, 300)],
  },
  'reverse-debit, of a capture': {
    before: [opened, held, ask.capture('captured', theHold, 650, false)],
    commands: [ask.reverse('asked', captureSeq, 500)],
    rivals: [ask.reverse('rival', captureSeq)],
  },
  'purchase-pack': {
    before: [opened],
    commands: [ask.purchase('asked', 'pi_1')],
    rivals: [ask.purchase('rival', 'pi_1')],
  },
  'refund-purchase': {
    before: [opened, bought, spent],
    commands: [ask.refund('asked', 'pi_1')],
    rivals: [ask.chargeBack('rival', 'pi_1')],
  },
  'refund-purchase, a part': {
    before: [opened, bought, ask.refund('a part before', 'pi_1', 200)],
    commands: [ask.refund('asked', 'pi_1', 300)],
    rivals: [ask.refund('rival', 'pi_1', 700)],
  },
  'charge-back-purchase': {
    before: [opened, bought, spent],
    commands: [ask.chargeBack('asked', 'pi_1')],
    rivals: [ask.refund('rival', 'pi_1')],
  },
  'reinstate-purchase': {
    before: [opened, bought, ask.debit('spent in part', 900), ask.chargeBack('taken', 'pi_1')],
    commands: [ask.reinstate('asked', 'pi_1')],
    rivals: [ask.reinstate('rival', 'pi_1')],
  },
  'adjust-credits, add': { before: [opened], commands: [ask.adjust('asked', 50, 'add')], rivals: [rivalDebit] },
  'debit-credits, beside credits for another category': {
    before: [opened, ask.give('given', 300, 'infrastructure')],
    commands: [ask.debit('asked', 900)],
    rivals: [rivalDebit],
  },
  'debit-credits, with credits for its category': {
    before: [opened, ask.give('given', 300, 'ai')],
    commands: [ask.debit('asked', 1_200)],
    rivals: [rivalDebit],
  },
  'redeem-promotion': { before: [opened], commands: [ask.redeem('asked')], rivals: [rivalDebit] },
  'void-grant': {
    before: [opened, ask.adjust('given', 50, 'add'), ask.authorize('held', 30, 20 * hourMs)],
    commands: [ask.voidGift('asked', 'adjustment-2')],
    rivals: [ask.voidGift('rival', 'adjustment-2')],
  },
  'adjust-credits, remove': { before: [opened], commands: [ask.adjust('asked', 900, 'remove')], rivals: [rivalDebit] },
  'change-plan': { before: [opened], commands: [ask.change('asked', 'large')], rivals: [ask.change('rival', 'small')] },
  'change-plan, more seats': {
    before: [opened, ask.change('by the seat', 'seats', 3)],
    commands: [ask.change('asked', 'seats', 5)],
    rivals: [ask.change('rival', 'seats', 2)],
  },
  'keep-standing-usage': {
    before: [opened],
    commands: [ask.keep('asked', 'files', 3_000n)],
    rivals: [ask.keep('rival', 'files', 1n)],
  },
  'end-standing-usage': {
    before: [opened, ask.keep('kept', 'files', 3_000n)],
    commands: [ask.endKeeping('asked', 'files')],
    rivals: [ask.keep('rival', 'files', 1n)],
  },
  'authorize-hold': { before: [opened], commands: [ask.authorize('asked', 900, hourMs)], rivals: [rivalDebit] },
  'report-usage': {
    before: [opened, held],
    commands: [ask.report('asked', theHold, 800)],
    rivals: [ask.capture('rival', theHold, 300, false)],
  },
  'capture-hold': {
    before: [opened, held],
    commands: [ask.capture('asked', theHold, 650, false)],
    rivals: [ask.release('rival', theHold), ask.report('rival report', theHold, 900)],
  },
  'capture-hold, late if need be': {
    before: [opened, held],
    commands: [ask.capture('asked', theHold, 500, true)],
    rivals: [ask.capture('rival', theHold, 100, true)],
  },
  'release-hold': {
    before: [opened, held],
    commands: [ask.release('asked', theHold)],
    rivals: [ask.capture('rival', theHold, 300, false)],
  },
  'set-limit': { before: [opened], commands: [ask.limit('asked', 100)], rivals: [rivalDebit] },
  'remove-limit': { before: [opened, ask.limit('set', 100)], commands: [ask.liftLimit('asked')], rivals: [rivalDebit] },
  'set-limit, for each user': { before: [opened], commands: [eachUser], rivals: [byAda('rival')] },
  'debit-credits, by one of many users': {
    before: [opened, eachUser, limits.debitOf('before', 'ada', 30)],
    commands: [byAda('asked'), limits.debitOf('asked by another', 'bob', 60)],
    rivals: [limits.debitOf('rival', 'bob', 50)],
  },
  'set-auto-top-up': { before: [opened], commands: [ask.topUp('asked', 500)], rivals: [ask.endTopUp('rival')] },
  'end-auto-top-up': {
    before: [opened, ask.topUp('set', 500)],
    commands: [ask.endTopUp('asked')],
    rivals: [ask.topUp('rival', 100)],
  },
  'tell-subscription': {
    before: [opened],
    commands: [ask.tell('asked', 'active', boundaryMs + 200 * dayMs)],
    rivals: [rivalDebit],
  },
  'tell-subscription, of one that waits': {
    before: [opened, bought, ask.tell('given up', 'unpaid', startMs)],
    commands: [ask.tell('asked', 'active', boundaryMs + 200 * dayMs)],
    rivals: [ask.tell('rival', 'unpaid', boundaryMs + dayMs)],
  },
  'reopen-account': {
    before: [opened],
    last: [ask.close('closed')],
    commands: [ask.reopen('asked')],
    rivals: [ask.reopen('another')],
  },
  'close-account': { before: [opened], commands: [ask.close('asked')], rivals: [rivalDebit] },
  'advance-account': { before: [opened, held], commands: [ask.advance], rivals: [rivalDebit] },
};

export async function accountScenes(): Promise<readonly Scene[]> {
  const scenes: Scene[] = [await openingScene()];
  for (const [operation, { before, commands, rivals, last = [] }] of Object.entries(operations)) {
    for (const [start, { atMs, commands: besides, isFull }] of Object.entries(starts)) {
      const items = await itemsAfter([...before, ...besides], isFull, last);
      scenes.push({ operation, start, items, commands, rivals, atMs, ...accountChecks });
    }
  }
  return scenes;
}

const accountChecks = {
  isAtomic: true,
  digest: (site: Site, atMs: number) => accountDigest(site, ask.accountId, atMs),
  check: (site: Site, atMs: number) => checkAccount(site, ask.accountId, atMs),
} as const;

async function openingScene(): Promise<Scene> {
  const opening = { commands: [ask.open('asked')], rivals: [ask.open('rival'), rivalDebit], atMs: preparedMs };
  return {
    operation: 'open-account',
    start: 'nothing there',
    items: await itemsAfter([]),
    ...opening,
    ...accountChecks,
  };
}

/** `last` comes once the log is full: a closed account takes nothing to fill it with. */
async function itemsAfter(
  commands: readonly Command[],
  isFull = false,
  last: readonly Command[] = [],
): Promise<Scene['items']> {
  const world = await catalogueWorld();
  const { services } = startProcess({ world });
  for (const command of commands) {
    const { text } = await command.run(services, command === opened ? startMs : preparedMs);
    if (!text.startsWith('done') && command !== refusedBefore) throw new Error(`${command.name}: ${text}`);
  }
  let fillings = 0;
  if (isFull)
    await fillTail({
      item: () => world.table.get(accountKey(ask.accountId)),
      debit: (key, dimensions) => {
        fillings += 1;
        return ask.filler(key, dimensions).run(services, preparedMs + fillings * secondMs);
      },
      everyMs: secondMs,
    });
  for (const command of last) await command.run(services, preparedMs + (fillings + 1) * secondMs);
  return world.table.all();
}
