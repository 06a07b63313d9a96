/** A file of separated values as it was read: each row with the number of the line on which it begins. */
export type CsvRow = { line: number; cells: string[] }
export type CsvTable = {
  rows: CsvRow[]
  /** The line of a quotation mark that has no end; what stands after it was not read. */
  unclosedQuote: number | null
}
