/** `credits-ledger completion <shell>`: what a shell needs to complete verbs and their options. */
import { Argument, Command } from 'commander';

const shells = { bash: forBash, zsh: forZsh, fish: forFish } as const;

export function completionCommand(program: Command): Command {
  return new Command('completion')
    .summary('Print a script that completes verbs and options')
    .description(
      'Print a script that completes verbs and options. For bash: source <(credits-ledger completion bash); for zsh the same with zsh; for fish: credits-ledger completion fish | source.',
    )
    .addArgument(new Argument('<shell>').choices(Object.keys(shells)))
    .action((shell: keyof typeof shells) => {
      console.log(shells[shell](program.name(), verbsOf(program)));
    });
}

interface Verb {
  readonly name: string;
  readonly summary: string;
  /** With what may follow each of them, where that is a list. */
  readonly options: readonly { readonly flag: string; readonly values: readonly string[] }[];
}

function verbsOf(program: Command): readonly Verb[] {
  const shared = optionsOf(program);
  return program.commands.map((command) => ({
    name: command.name(),
    summary: command.summary(),
    options: [...optionsOf(command), ...shared],
  }));
}

function optionsOf(command: Command): Verb['options'] {
  return command.options
    .filter(({ hidden, long }) => !hidden && long !== undefined)
    .map(({ long, argChoices }) => ({ flag: long ?? '', values: argChoices ?? [] }));
}

function forBash(program: string, verbs: readonly Verb[]): string {
  const cases = verbs.map(
    ({ name, options }) => `    ${name}) words="${options.map(({ flag }) => flag).join(' ')}" ;;`,
  );
  const values = new Map(
    verbs.flatMap(({ name, options }) =>
      options
        .filter((option) => option.values.length > 0)
        .map((option) => [`${name}:${option.flag}`, option.values.join(' ')] as const),
    ),
  );
  const valueCases = [...values].map(([position, words]) => `    ${position}) words="${words}" ;;`);
  return `_${identifier(program)}() {
  local verb="\${COMP_WORDS[1]}" words=""
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W "${verbs.map(({ name }) => name).join(' ')}" -- "\${COMP_WORDS[1]}"))
    return
  fi
  case "$verb" in
${cases.join('\n')}
  esac
  case "$verb:\${COMP_WORDS[COMP_CWORD-1]}" in
${valueCases.join('\n')}
  esac
  COMPREPLY=($(compgen -W "$words" -- "\${COMP_WORDS[COMP_CWORD]}"))
}
complete -F _${identifier(program)} ${program}`;
}

/** Zsh reads what bash does. */
function forZsh(program: string, verbs: readonly Verb[]): string {
  return `autoload -U +X bashcompinit && bashcompinit\n${forBash(program, verbs)}`;
}

function forFish(program: string, verbs: readonly Verb[]): string {
  return verbs
    .flatMap(({ name, summary, options }) => [
      `complete -c ${program} -n __fish_use_subcommand -f -a ${name} -d '${summary.replaceAll("'", '’')}'`,
      ...options.map(
        ({ flag, values }) =>
          `complete -c ${program} -n '__fish_seen_subcommand_from ${name}' -l ${flag.slice(2)}${values.length === 0 ? '' : ` -x -a '${values.join(' ')}'`}`,
      ),
    ])
    .join('\n');
}

function identifier(program: string): string {
  return program.replaceAll('-', '_');
}
