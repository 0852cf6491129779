/** Says one figure: a line of its own. */
export type Report = (figure: Record<string, string | number | boolean>) => void
