/** A name of words joined by hyphens, dots or capitals, as a type is called: `buy-add-on` is `BuyAddOn`. */
export function capitalized(name: string): string {
  return name
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}
