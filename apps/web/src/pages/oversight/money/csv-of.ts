/** A cell: text, or a number; amounts are given in whole currency units. */
export type Cell = string | number;

/**
 * A table as a spreadsheet of the language opens it: Polish ones take `;` and a decimal comma. With a byte order mark, so
 * that letters with marks arrive. Text that a spreadsheet would take for a formula is led by an apostrophe.
 */
export function csvOf(rows: readonly (readonly Cell[])[], language: string): string {
  const [separator, decimal] = language === 'en' ? [',', '.'] : [';', ','];
  const cell = (value: Cell): string => {
    if (typeof value === 'number') return String(value).replace('.', decimal);
    const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
    return /["\n\r;,]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  return `\ufeff${rows.map((row) => row.map(cell).join(separator)).join('\r\n')}\r\n`;
}
