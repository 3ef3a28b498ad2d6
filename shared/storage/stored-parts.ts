/** The parts that many stored forms have in common. */
import * as z from 'zod/mini';
import { type Microcredits, microcredits } from '../domain/amount.ts';

export const whole = z.int();

export const storedAmount = z.pipe(
  whole,
  z.transform((value: number): Microcredits => microcredits(value)),
);

export const storedDimensions = z.record(z.string(), z.string());

export const storedMoney = { millionths: whole, currency: z.string() };
