/** A service's answer. */
export interface Reply {
  readonly status: number;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers by path; what isn't there fails them.
  readonly json: any;
  readonly headers: Headers;
}
