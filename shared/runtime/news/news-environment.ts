/** The environment variables of the functions that deliver news, apart from those that every function reads. The stacks set these and no others. */
export const newsEnvironment = {
  NEWS_QUEUE_URL: 'The queue of news; without it none is delivered.',
  NEWS_TOPIC_ARN: 'The topic from which news goes by e-mail; without it none does.',
} as const;

export type NewsVariable = keyof typeof newsEnvironment;

/** A variable's text; undefined where it isn't set. */
export function newsSetting(name: NewsVariable): string | undefined {
  const value = process.env[name];
  return value === undefined || value === '' ? undefined : value;
}
