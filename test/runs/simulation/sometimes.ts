/** Occasions that must come sometimes: a run of many histories in which one of these never did has not tried what it was made to try. */
export const occasions = [
  'a capture raced its hold’s expiry',
  'a reset raced a debit',
  'several cycles were missed',
  'a log was filed twice',
  'a write of a process long given up was refused',
  'a write of a process long given up was stored',
  'the SDK repeated a write that had been applied',
  'an unanswered write had been stored',
  'an unanswered write had not been stored',
  'a race for an account was lost',
  'one write carried out several changes',
  'an update of an account was refused',
  'an update of a process long given up was stored',
  'the SDK repeated an update that had been applied',
  'a process ended between sending and hearing',
  'a process was frozen and went on',
  'an old state was read',
  'the index was behind',
  'a request was repeated after its answer',
  'a refusal was repeated',
  'a refusal was forgotten, and its item deleted',
  'a request was repeated days later',
  'a key was used for something else',
  'one payment was announced twice',
  'a purchase joined another’s grant',
  'a return was forfeited',
  'a reversal was forfeited',
  'work overran',
  'overrun was carried over',
  'overrun was forgiven',
  'a chargeback left a debt',
  'a debt was repaid',
  'work was charged late',
  'a limit was reached',
  'a limit for each user was reached',
  'a limit’s day began anew with work in progress',
  'credits ran out',
  'standing usage was charged at two prices',
  'an account closed',
  'a plan changed at once',
  'a plan changed with the next cycle',
  'two versions wrote one account',
  'a clock ran ahead of the ledger',
  'a clock was behind the ledger',
  'a due message came twice',
  'a due message was lost',
  'a commit was told twice',
  'commits were told out of order',
  'commits were never told',
  'the audit caught a projection up',
  'a signal was published twice',
  'an account was quarantined',
  'a refusal raced what gave credits back',
  'a group that gives back what it takes raced with others',
  'several changes of one hold raced',
  'holds of different lives raced',
  'debits raced for the last of a limit',
  'users raced for the first of what each has',
  'a hold was settled as the grant that it pins ended',
  'parts of a purchase were taken back at once',
  'parts of a charge were given back at once',
  'an item was replaced while it was filed',
  'long records came all at once',
  'appends were asked to stand back',
] as const;
export type Occasion = (typeof occasions)[number];

export type Sometimes = Map<Occasion, number>;

export function note(sometimes: Sometimes, occasion: Occasion, times = 1): void {
  sometimes.set(occasion, (sometimes.get(occasion) ?? 0) + times);
}

/** Occasions that never came. */
export function missing(sometimes: Sometimes): readonly Occasion[] {
  return occasions.filter((occasion) => !sometimes.has(occasion));
}
