/** An entry of the ledger that is no usage, as a sentence: what happened to the account, and how much it came to. */
import type { Entry } from '../../reading/shapes.ts';
import { creditsUnitText, roundedText } from '../../writing/credits.ts';
import { instantText } from '../../writing/instants.ts';
import { limitText } from '../../writing/limit-text.ts';
import { entryNames, moneyText } from '../../writing/words.ts';

/** The sentence, without who did it. */
export function happeningText(entry: Entry, timeZone: string): string {
  return (texts[entry.type] ?? otherText)(entry, timeZone);
}

/** Who did it and why, where the entry says so. */
export function reasonText({ reason, actor }: Entry): string {
  const by = actor === undefined ? '' : `by ${actor}`;
  return [reason, by].filter((part) => part !== undefined && part !== '').join(', ');
}

type Text = (entry: Entry, timeZone: string) => string;

function otherText({ type, credits }: Entry): string {
  return credits === 0 ? entryNames[type] : `${entryNames[type]}: ${creditsUnitText(credits)}`;
}

const texts: Partial<Record<Entry['type'], Text>> = {
  grant: grantText,
  'plan-change': ({ planId, seats, effectiveAt, credits }, timeZone) => {
    const to = `${planId ?? 'another plan'}${seatsText(seats)}`;
    if (effectiveAt !== undefined) return `The plan changes to ${to} at ${instantText(effectiveAt, timeZone)}`;
    return `The plan changed to ${to}${credits === 0 ? '' : `, with ${creditsUnitText(credits)} more for the rest of the cycle`}`;
  },
  reversal: ({ reverses, credits }) =>
    `The charge of entry ${reverses} was undone: ${creditsUnitText(credits)} came back`,
  correction: ({ credits }) => `${creditsUnitText(credits)} were taken back by an operator`,
  void: ({ credits }) => `A grant was ended before its time: ${creditsUnitText(credits)} of it were left`,
  refund: ({ packId, credits }) => `${packText(packId)} was refunded: ${creditsUnitText(credits)} were taken back`,
  chargeback: ({ packId, credits }) =>
    `The payment of ${packText(packId)} was charged back: ${creditsUnitText(credits)} were taken back`,
  expiry: ({ credits }) => `${creditsUnitText(credits)} expired unused`,
  waiver: ({ credits }) => `An overrun of ${creditsUnitText(credits)} was forgiven`,
  'standing-usage': ({ standing }) => {
    if (standing === undefined) return entryNames['standing-usage'];
    const { usageId, quantity, sku } = standing;
    return quantity === 0 ? `${usageId} is no longer kept` : `${usageId} is kept: ${roundedText(quantity)} of ${sku}`;
  },
  limit: ({ limit }) => {
    if (limit === undefined) return entryNames.limit;
    return limit.credits === undefined
      ? `The spending limit ${limit.limitId} was taken away`
      : `Spending limit ${limitText(limit)}`;
  },
  notice: ({ credits, expiresAt }, timeZone) =>
    `${creditsUnitText(credits)} that were bought are about to expire${expiresAt === undefined ? '' : `, at ${instantText(expiresAt, timeZone)}`}`,
  'auto-top-up': ({ autoTopUp }) =>
    autoTopUp === undefined
      ? 'Automatic top-ups ended'
      : `Automatic top-ups: ${autoTopUp.packId} when less than ${creditsUnitText(autoTopUp.threshold)} are available`,
  closure: ({ credits }) =>
    `The account was closed${credits === 0 ? '' : `: ${creditsUnitText(credits)} that were left are forfeited`}`,
  reopening: ({ planId }) => `The account was opened again, on the plan ${planId}`,
  repair: () => 'The account was rolled back to the last entry that can be proved',
  subscription: ({ subscription }) =>
    subscription === undefined
      ? entryNames.subscription
      : `Its subscription is ${subscription.status.replace('_', ' ')}`,
  suspension: () => 'Suspended: what is left of the plan’s credits waits until the plan is paid for',
  resumption: () => 'The plan is paid for: its credits go on',
};

function grantText({
  seq,
  cycleStart,
  planId,
  seats,
  packId,
  paid,
  reverses,
  promotion,
  unpaid,
  credits,
}: Entry): string {
  const amount = creditsUnitText(credits);
  if (cycleStart !== undefined) {
    const opening = seq === 1 ? 'The account was opened' : 'A cycle began';
    const of = planId === undefined ? '' : ` on the plan ${planId}${seatsText(seats)}`;
    return unpaid === true ? `${opening}${of}; its credits wait for a payment` : `${opening}${of}, with ${amount}`;
  }
  if (reverses !== undefined) return `What entry ${reverses} took back was granted again: ${amount}`;
  if (packId !== undefined)
    return `${packText(packId)} was bought: ${amount}${paid === undefined ? '' : ` for ${moneyText(paid)}`}`;
  return promotion === undefined ? `${amount} were given` : `The code ${promotion.code} was redeemed: ${amount}`;
}

function packText(packId: string | undefined): string {
  return packId === undefined ? 'A purchase' : `The pack ${packId}`;
}

function seatsText(seats: number | undefined): string {
  return seats === undefined ? '' : ` for ${seats} ${seats === 1 ? 'seat' : 'seats'}`;
}
