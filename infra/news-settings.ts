/** Settings of a stage that delivers news. */
export interface NewsSettings {
  /** Who gets what endpoints of the form `email` are for: each address is asked to confirm. Nobody when left out. */
  readonly emails?: readonly string[];
}
