/** Spreadsheets run cells that start like this; an apostrophe before them makes them text (OWASP). */
const guarded = (cell: string): string => (/^\s*[=+\-@＝＋－＠]|^[\t\r\n]/u.test(cell) ? `'${cell}` : cell)

const line = (cells: readonly string[]): string =>
  cells.map((cell) => `"${guarded(cell).replaceAll('"', '""')}"`).join(';')

/** A file that a spreadsheet opens as it is: UTF-8 with byte order mark, `;`, CRLF, every cell quoted. */
export const csvFile = (rows: readonly (readonly string[])[]): string =>
  `\ufeff${rows.map(line).join('\r\n')}\r\n`
