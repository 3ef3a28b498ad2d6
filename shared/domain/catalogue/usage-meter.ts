/** The way that events of one type count usage. */
export interface Meter {
  readonly sku: string;
  /** The member of the data that holds the quantity, as `$.tokens`; one for each event when left out. */
  readonly value?: string;
  /** The members of the data that hold dimensions, by their name. */
  readonly dimensions?: Readonly<Record<string, string>>;
}

/** Meters by the type of the events that they count: which SKU, and where in the data its quantity and dimensions stand. */
export type Meters = Readonly<Record<string, Meter>>;
