/** Prices imported from a map of models. */
import { importPrices, readPriceMap } from '../../../shared/domain/catalogue/import-prices.ts';

export const cent = { numerator: 1n, denominator: 100n };
export const listPrice = { numerator: 1n, denominator: 1n };

export function importModels(map: object, usdPerCredit = cent, markup = listPrice): ReturnType<typeof importPrices> {
  return importPrices(readPriceMap(JSON.stringify(map)), { usdPerCredit, markup });
}
