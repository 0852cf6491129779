import { randomUUID } from 'node:crypto'

/** A key for one showing of a form. Made on the server, so that a form without JavaScript has one too. */
export const newFormKey = (): string => randomUUID()
