import type { Answer } from './ask.ts'

/** A form as it stands on a page: where it goes, and what it would send untouched. */
export type FormOnPage = {
  action: string
  fields: Record<string, string>
  /** The values of a list, by their words. */
  options: Record<string, Record<string, string>>
}

const unescape = (text: string) =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&amp;', '&')
const attribute = (tag: string, name: string) => {
  const found = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1]
  return found === undefined ? undefined : unescape(found)
}
const wordsOf = (html: string) => unescape(html.replaceAll(/<[^>]*>/g, '')).trim()

/**
 * The form of a page with the button that says `button`. `path` is where the page was read, for a form that posts to
 * itself. Throws when there is none, so that a test cannot post what no page offers.
 */
export function formOn(page: Answer, path: string, button: string): FormOnPage {
  for (const [whole, head = '', inside = ''] of page.text.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)) {
    const buttons = [...whole.matchAll(/<button\b[^>]*>([\s\S]*?)<\/button>/g)].map(([, words]) =>
      wordsOf(words ?? ''),
    )
    if (!buttons.includes(button) || attribute(` ${head}`, 'method') !== 'post') continue
    const fields: FormOnPage['fields'] = {}
    const options: FormOnPage['options'] = {}
    for (const [tag] of inside.matchAll(/<input\b[^>]*>/g)) {
      const name = attribute(tag, 'name')
      if (name && attribute(tag, 'type') !== 'checkbox') fields[name] = attribute(tag, 'value') ?? ''
    }
    for (const [, list = '', entries = ''] of inside.matchAll(/<select\b([^>]*)>([\s\S]*?)<\/select>/g)) {
      const name = attribute(` ${list}`, 'name')
      if (!name) continue
      options[name] = {}
      for (const [, entry = '', words = ''] of entries.matchAll(/<option\b([^>]*)>([\s\S]*?)<\/option>/g)) {
        const value = attribute(` ${entry}`, 'value') ?? ''
        options[name][wordsOf(words)] = value
        if (/\sselected=""/.test(` ${entry}`) || fields[name] === undefined) fields[name] = value
      }
    }
    return { action: attribute(` ${head}`, 'action') ?? path, fields, options }
  }
  throw new Error(`no form with a button “${button}” on ${path} (${page.status}): ${headingOf(page)}`)
}

/** What is typed or chosen, by the words of a list where it is one; a field that the form does not have is a mistake. */
export function filled(form: FormOnPage, typed: Record<string, string>): Record<string, string> {
  const fields = { ...form.fields }
  for (const [name, words] of Object.entries(typed)) {
    if (!(name in fields)) throw new Error(`the form to ${form.action} has no ${name}`)
    const list = form.options[name]
    if (list && !(words in list))
      throw new Error(`${name} offers ${Object.keys(list).join(', ')}, and not ${words}`)
    fields[name] = list ? list[words]! : words
  }
  return fields
}

/** The words of a page's first heading. */
export const headingOf = ({ text }: Answer) => wordsOf(/<h1\b[^>]*>([\s\S]*?)<\/h1>/.exec(text)?.[1] ?? '')
