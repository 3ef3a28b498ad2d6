/**
 * The names that a claim of a person's token holds. API Gateway hands a list on as one text, `[acme globex]`, in which the
 * one name "acme globex" looks like two. So lists are read from the token itself, which the gateway has checked and leaves in
 * its header, and count for nothing where it can't be read. A name with a blank, a comma, a semicolon or a bracket in it is
 * none, wherever it comes from.
 */
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import * as z from 'zod/mini';
import type { Claims } from './principal.ts';

/** How a claim that is a text is meant: as one name, or as names with a blank between them. */
export type TextClaim = 'one-name' | 'names';

const notInNames = /[\s,;[\]]/;
const notInTexts = /[^\S ]|[,;[\]]/;
/** API Gateway takes a token with and without the word before it. */
const tokenHeader = /^(?:Bearer )?[\w-]+\.([\w-]+)\.[\w-]*$/i;
const payload = z.record(z.string(), z.unknown());

/** Tells whether a group or an account of this name can be named by a claim. */
export function isClaimName(name: string): boolean {
  return name !== '' && !notInNames.test(name);
}

export function namesInClaim(
  event: APIGatewayProxyEventV2,
  claims: Claims,
  { claim, text }: { readonly claim: string; readonly text: TextClaim },
): readonly string[] {
  if (!Object.hasOwn(claims, claim)) return [];
  const told = claims[claim];
  const inToken = tokenClaims(event.headers['authorization']);
  const meant = inToken !== undefined && Object.hasOwn(inToken, claim) ? inToken[claim] : told;
  // Both say the same, however a list is written out; else the token isn't the one that was checked.
  return lettersOf(meant) === lettersOf(told) ? namesOf(meant, text) : [];
}

function namesOf(value: unknown, text: TextClaim): readonly string[] {
  const pieces = Array.isArray(value) ? value : textsOf(value, text);
  return pieces.filter((each) => typeof each === 'string').filter(isClaimName);
}

/** A text with a bracket in it may be a list that somebody wrote out: no piece of it is a name. */
function textsOf(value: unknown, text: TextClaim): readonly unknown[] {
  if (text === 'one-name' || typeof value !== 'string') return [value];
  return notInTexts.test(value) ? [] : value.split(' ');
}

function lettersOf(value: unknown): string {
  const pieces = Array.isArray(value) ? value : [value];
  return pieces
    .map(String)
    .join('')
    .replace(/[\s,;[\]"']/g, '');
}

function tokenClaims(header: string | undefined): Claims | undefined {
  const encoded = tokenHeader.exec(header ?? '')?.[1];
  if (encoded === undefined) return undefined;
  try {
    return payload.safeParse(JSON.parse(Buffer.from(encoded, 'base64url').toString())).data;
  } catch {
    return undefined;
  }
}
