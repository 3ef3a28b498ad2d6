/** Seats of a plan that is sold by them (R31). Whoever has one says nothing of it. */
import type { Plan } from '../reading/shapes.ts';

/** The credits that a cycle brings, to a microcredit. */
export function cycleCreditsOf({ credits, perSeat }: Plan, seats = 1): number {
  return perSeat === undefined ? credits : Math.round(credits * 1_000_000 * seats) / 1_000_000;
}

export function seatsText(seats: number): string {
  return seats === 1 ? '1 seat' : `${seats} seats`;
}

export function planAndSeatsText(planId: string, seats: number | undefined): string {
  return seats === undefined ? planId : `${planId}, ${seatsText(seats)}`;
}
