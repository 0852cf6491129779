/** All that writing messages of a city needs beside the facts of each: loaded once, then no query and no clock. */
import { type CompiledTemplate, compileTemplate, type Template } from '../rules/fill.ts'
import { type Sender, type SetSender, senderOf } from '../rules/sender.ts'
import { defaultTemplate } from './defaults.ts'
import { nameOfText, type TextKey } from './text-key.ts'

export interface MessageTexts {
  sender: Sender
  /** Of the office; null where the city has set none. */
  phone: string | null
  /** The city's own text or the product's; cut into its pieces the first time it is asked for. */
  templateOf: (key: TextKey) => CompiledTemplate
}

/** `own`: what the city says otherwise, by `nameOfText`. */
export function textsOf({
  own,
  sender,
  phone,
}: {
  own: ReadonlyMap<string, Template>
  sender: SetSender
  phone: string | null
}): MessageTexts {
  const compiled = new Map<string, CompiledTemplate>()
  return {
    sender: senderOf(sender),
    phone,
    templateOf: (key) => {
      const name = nameOfText(key)
      let found = compiled.get(name)
      if (!found) {
        found = compileTemplate(own.get(name) ?? defaultTemplate(key))
        compiled.set(name, found)
      }
      return found
    },
  }
}
