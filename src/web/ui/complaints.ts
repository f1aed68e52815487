/** The checks of a record's fields before anything is sent; zod comes along only when a form is saved. */
import type { Record_ } from '../../base/record.ts'
import { say, words, type Lang, type Words } from '../../base/words.ts'

const sentences: Record<string, Words> = {
  missing: words('Vul dit veld in.', 'Fill in this field.'),
  email: words(
    'Dit is geen e-mailadres. Zo ziet het eruit: naam@voorbeeld.nl',
    'This is not an e-mail address. It looks like this: name@example.com',
  ),
  url: words('Dit is geen webadres. Begin met https://', 'This is not a web address. Start with https://'),
  too_small: words('Minimaal {minimum}.', 'At least {minimum}.'),
  too_big: words('Maximaal {maximum}.', 'At most {maximum}.'),
  rate: words(
    'Kies een percentage van {least, number}% tot en met {most, number}%.',
    'Choose a percentage from {least, number}% to {most, number}%.',
  ),
  wrong: words('Dit klopt niet. Kijk of het compleet is.', 'This is not right. Check that it is complete.'),
}

/** One sentence per field that must change; an empty object when all is well. */
export async function complaints(
  record: Record_,
  values: Record<string, unknown>,
  lang: Lang,
): Promise<Record<string, string>> {
  const { checkOf } = await import('../../base/check.ts')
  const found: Record<string, string> = {}
  for (const [name, value] of Object.entries(values)) {
    const field = record.fields[name]
    if (!field || field.kind === 'json' || field.options.derived) continue
    const isEmpty = value === null || value === undefined || value === ''
    if (isEmpty && (field.isNullable || field.initial !== undefined || field.options.secret)) continue
    const issue = isEmpty ? { code: 'missing' } : checkOf(field).safeParse(value).error?.issues[0]
    if (!issue) continue
    const { params } = issue as { params?: { code?: string } }
    const key =
      params?.code ?? ('format' in issue && typeof issue.format === 'string' ? issue.format : issue.code)
    const limits = issue as { minimum?: number; maximum?: number }
    found[name] = say(sentences[key] ?? sentences['wrong']!, lang, {
      ...params,
      minimum: String(limits.minimum ?? ''),
      maximum: String(limits.maximum ?? ''),
    })
  }
  return found
}
