/** Runs a state machine's tasks against a service: as much of the states language as the guide's has, its JSONata by JSONata's own library. */
import jsonata from 'jsonata';
import type { TestService } from './service.ts';

interface State {
  readonly Type: 'Task' | 'Fail';
  readonly Resource?: string;
  readonly Arguments?: unknown;
  readonly Assign?: Readonly<Record<string, unknown>>;
  readonly Output?: unknown;
  readonly Catch?: readonly { readonly ErrorEquals: readonly string[]; readonly Next: string }[];
  readonly Next?: string;
  readonly Error?: string;
}

export interface Machine {
  readonly StartAt: string;
  readonly States: Readonly<Record<string, State>>;
}

export interface Execution {
  readonly service: TestService;
  readonly name: string;
  readonly input: unknown;
  /** The function that the machine invokes. */
  readonly work: (asked: unknown) => Promise<unknown>;
}

export type Ended = { readonly output: unknown } | { readonly error: string | undefined };

const statesMax = 20;

export async function runStates({ StartAt, States }: Machine, execution: Execution): Promise<Ended> {
  let [name, input]: [string, unknown] = [StartAt, execution.input];
  const variables: Record<string, unknown> = {};
  for (let count = 0; count < statesMax; count += 1) {
    const state = States[name];
    if (state === undefined) throw new Error(`there is no state ${name}`);
    if (state.Type === 'Fail') return { error: state.Error };
    const states = { input, context: { Execution: { Name: execution.name } } };
    const fill = (value: unknown, more: object = {}): Promise<unknown> =>
      filled(value, { ...variables, states: { ...states, ...more } });
    try {
      const result = await perform(state, await fill(state.Arguments), execution);
      const output = state.Output === undefined ? result : await fill(state.Output, { result });
      for (const [variable, value] of Object.entries(state.Assign ?? {}))
        variables[variable] = await fill(value, { result });
      input = output;
      if (state.Next === undefined) return { output };
      name = state.Next;
    } catch (cause) {
      const error = cause instanceof Error ? cause.name : '';
      const caught = state.Catch?.find(({ ErrorEquals }) =>
        ErrorEquals.some((each) => each === error || each === 'States.ALL'),
      );
      if (caught === undefined) throw cause;
      name = caught.Next;
    }
  }
  throw new Error('it goes on for ever');
}

async function perform({ Resource }: State, asked: unknown, { service, work }: Execution): Promise<unknown> {
  const told = Object(asked);
  if (Resource === 'arn:aws:states:::lambda:invoke') return { Payload: await work(told.Payload) };
  const reply = await service.call(told.Method, new URL(told.ApiEndpoint).pathname, {
    body: told.RequestBody,
    headers: told.Headers,
  });
  if (reply.status < 300) return { StatusCode: reply.status, ResponseBody: reply.json };
  throw Object.assign(new Error(reply.text), { name: `States.Http.StatusCode.${reply.status}` });
}

/** A value with each of its expressions worked out. */
async function filled(value: unknown, known: object): Promise<unknown> {
  if (typeof value === 'string') {
    const [, expression] = /^\{%(.*)%\}$/s.exec(value) ?? [];
    return expression === undefined ? value : jsonata(expression).evaluate({}, { ...known });
  }
  if (Array.isArray(value)) return Promise.all(value.map((each) => filled(each, known)));
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(async ([name, each]) => [name, await filled(each, known)] as const);
  return Object.fromEntries(await Promise.all(members));
}
