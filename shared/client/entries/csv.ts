/** The service's tables, read back with texts as they were. */
export { type CsvTable, readCsv } from '../read-csv.ts';
