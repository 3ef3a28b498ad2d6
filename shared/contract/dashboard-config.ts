/**
 * The settings that the dashboard's page reads before anything else, from `config.json` beside it: where the service is, and how people
 * sign in. It holds addresses and public names only; a deployment writes it, the local service answers it.
 */
import * as z from 'zod/mini';
import { accountRoles } from './routes/roles.ts';

const signIn = z.object({
  /** The issuer of the tokens; its discovery document names the rest. */
  authority: z.url(),
  clientId: z.string(),
  scope: z._default(z.string(), 'openid email'),
  /** Which token the service takes. Cognito has the accounts in the identity token. */
  token: z._default(z.enum(['id', 'access']), 'id'),
  /** The claim that names the accounts. */
  accountsClaim: z._default(z.string(), 'custom:accounts'),
  /** The role of accounts that are named without one. */
  usualRole: z._default(z.enum(accountRoles), 'viewer'),
  /** The claim by which the ledger names who changed something. */
  personClaim: z._default(z.string(), 'sub'),
  /** The claim and the groups in it that make an operator, and one of a role; without it nobody is shown what operators see. */
  operators: z.optional(
    z.object({
      claim: z.string(),
      group: z.string(),
      support: z.optional(z.string()),
      catalogue: z.optional(z.string()),
      money: z.optional(z.string()),
    }),
  ),
  /** Where signing out goes, for issuers whose discovery document doesn't say. */
  signOutUrl: z.optional(z.url()),
});

export const dashboardConfig = z.object({
  /** The address of the service, without a slash at its end; relative to the page where it has no host. */
  apiUrl: z.string(),
  /** True where packs can be bought: a payment provider is connected. */
  payments: z._default(z.boolean(), false),
  /** True of the service on this machine alone, whose clock can be moved. */
  isLocal: z.optional(z.boolean()),
  /** Left out where nobody is authenticated: the local service. */
  signIn: z.optional(signIn),
});

export type DashboardConfig = z.output<typeof dashboardConfig>;
export type SignInConfig = z.output<typeof signIn>;
