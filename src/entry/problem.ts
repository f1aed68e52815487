/** A no or a fault as RFC 9457 problem+json, in the reader's language and with the way out. */
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { Refusal } from '../base/refusal.ts'
import { said, say, words, type Lang, type Words } from '../base/words.ts'
import { codeOf, constraintOf, isWorthRetrying } from '../platform/database.ts'

export type Problem = {
  type: string
  title: string
  status: number
  code: string
  detail: string
  field?: string
  errors?: { field: string; code: string; detail: string }[]
  params?: Record<string, unknown>
  /** What to tell support: stands in the log beside the stack. */
  reference?: string
}

const own: Record<string, Words> = {
  'input.wrong': words('Controleer de gemarkeerde velden.', 'Please check the marked fields.'),
  'input.unreadable': words('Dit is geen leesbare JSON.', 'This is not readable JSON.'),
  'input.not-json': words(
    'Stuur de gegevens als JSON (Content-Type: application/json).',
    'Send the data as JSON (Content-Type: application/json).',
  ),
  'input.not-storable': words(
    'Een van de waarden kan niet worden bewaard: te groot, of geen geldige tekst of datum.',
    'One of the values cannot be stored: it is too large, or is not valid text or a valid date.',
  ),
  'input.not-text': words(
    'Er staan tekens in die geen tekst zijn. Typ de tekst opnieuw.',
    'It contains characters that are not text. Type the text again.',
  ),
  'input.too-large': words(
    'Dit is te groot om in één keer te ontvangen: een bestand mag hooguit 25 MB zijn. Maak het kleiner of stuur het in delen.',
    'This is too large to receive in one go: a file may be 25 MB at most. Make it smaller or send it in parts.',
  ),
  'input.too-deep': words(
    'Dit bericht is te diep genest of te lang.',
    'This message is nested too deeply or too long.',
  ),
  'request.key-reused': words(
    'Deze Idempotency-Key hoort bij een ander verzoek. Gebruik een nieuwe.',
    'This Idempotency-Key belongs to another request. Use a new one.',
  ),
  'request.not-allowed': words(
    'Dit verzoek komt van een andere site.',
    'This request comes from another site.',
  ),
  'request.too-slow': words(
    'Het verzoek kwam niet op tijd binnen. Probeer het opnieuw.',
    'The request did not arrive in time. Try again.',
  ),
  'address.unreadable': words(
    'Dit adres is te lang of niet leesbaar.',
    'This address is too long or cannot be read.',
  ),
  'address.not-found': words('Dit adres bestaat niet.', 'This address does not exist.'),
  'database.busy': words(
    'Even geduld: de database is niet bereikbaar. Probeer het zo weer.',
    'One moment: the database cannot be reached. Try again shortly.',
  ),
  'disk.full': words(
    'De schijf van de server is vol. Er is niets verloren en u kunt alles bekijken; wijzigen kan weer zodra er ruimte is. Vraag uw beheerder om ruimte vrij te maken.',
    'The server’s disk is full. Nothing has been lost and you can view everything; you can make changes again as soon as there is room. Ask your administrator to free some space.',
  ),
  'fault.internal': words(
    'Er ging iets mis bij ons. Geef code {reference} door aan uw beheerder.',
    'Something went wrong on our side. Give code {reference} to your administrator.',
  ),
}

const zodWords: Record<string, Words> = {
  missing: words('Vul dit veld in.', 'Fill in this field.'),
  invalid_type: words('Dit is niet de juiste soort waarde.', 'This is not the right kind of value.'),
  too_small: words('Te klein of te kort: minimaal {minimum}.', 'Too small or too short: at least {minimum}.'),
  too_big: words('Te groot of te lang: maximaal {maximum}.', 'Too large or too long: at most {maximum}.'),
  invalid_format: words('Dit heeft niet de juiste vorm.', 'This does not have the right form.'),
  'format:email': words(
    'Dit is geen e-mailadres. Zo ziet het eruit: naam@voorbeeld.nl',
    'This is not an e-mail address. It looks like this: name@example.com',
  ),
  'format:uuid': words('Dit is geen geldige id.', 'This is not a valid id.'),
  'format:url': words(
    'Dit is geen webadres. Begin met https://',
    'This is not a web address. Start with https://',
  ),
  invalid_value: words('Kies een van: {values}.', 'Choose one of: {values}.'),
  unrecognized_keys: words('Onbekend veld: {keys}.', 'Unknown field: {keys}.'),
  invalid_union: words('Dit klopt niet.', 'This is not right.'),
  custom: words('Dit klopt niet.', 'This is not right.'),
  day: words('Geef een datum als jjjj-mm-dd.', 'Enter a date as yyyy-mm-dd.'),
  rate: words(
    'Kies een percentage van {least, number}% tot en met {most, number}%.',
    'Choose a percentage from {least, number}% to {most, number}%.',
  ),
  plain: words(
    'Hier staan onzichtbare tekens in. Typ de tekst opnieuw.',
    'This contains invisible characters. Type the text again.',
  ),
}

/** The problem of anything thrown; faults carry a reference and nothing of their inside. */
export function problemOf(error: unknown, lang: Lang, refusals: ReadonlyMap<string, Words>): Problem {
  if (error instanceof Refusal) return refusalProblem(error, lang, refusals)
  if (error instanceof z.ZodError) return inputProblem(error, lang)
  const code = codeOf(error)
  if (code === '23505') return plain('record.taken', 409, lang, refusals, { constraint: constraintOf(error) })
  if (code === '23503')
    return plain(
      String((error as Error).message).startsWith('update or delete')
        ? 'record.in-use'
        : 'record.link-not-found',
      409,
      lang,
      refusals,
      { constraint: constraintOf(error) },
    )
  if (code === '23514')
    return plain('record.not-possible', 409, lang, refusals, { constraint: constraintOf(error) })
  if (code === '53100' || code === 'ENOSPC') return plain('disk.full', 503, lang, refusals)
  if (isWorthRetrying(error)) return plain('database.busy', 503, lang, refusals)
  // Class 22: a value that the column does not hold. Checks at the entry come first; this is the last line.
  if (/^22[0-9A-Z]{3}$/.test(code)) return plain('input.not-storable', 422, lang, refusals)
  const status = (error as { statusCode?: unknown } | null)?.statusCode
  const name = ofTheServer[String(status)]
  if (name && (code.startsWith('FST_') || status === 400)) return plain(name, Number(status), lang, refusals)
  const reference = randomUUID().slice(0, 8)
  return { ...plain('fault.internal', 500, lang, refusals, { reference }), reference }
}

/** What the http server itself refuses, by its status. */
const ofTheServer: Readonly<Record<string, string>> = {
  400: 'input.unreadable',
  408: 'request.too-slow',
  413: 'input.too-large',
  414: 'address.unreadable',
  415: 'input.not-json',
}

function plain(
  code: string,
  status: number,
  lang: Lang,
  refusals: ReadonlyMap<string, Words>,
  params: Record<string, unknown> = {},
): Problem {
  const detail = say(own[code] ?? refusals.get(code) ?? words(code, code), lang, params)
  return { type: `/api/docs#${code}`, title: code, status, code, detail }
}

function refusalProblem(refusal: Refusal, lang: Lang, refusals: ReadonlyMap<string, Words>): Problem {
  const params = said(refusal.params, lang)
  const problem = plain(refusal.code, refusal.status, lang, refusals, params)
  if (refusal.field === undefined) return { ...problem, params }
  const errors = [{ field: refusal.field, code: refusal.code, detail: problem.detail }]
  return { ...problem, params, field: refusal.field, errors }
}

function inputProblem(error: z.ZodError, lang: Lang): Problem {
  const errors = error.issues.map((issue) => {
    const key = wordsKey(issue)
    const given = issue as unknown as Record<string, unknown>
    const params = {
      ...given,
      ...(given.params as object | undefined),
      values: Array.isArray(given.values) ? given.values.join(', ') : '',
      keys: Array.isArray(given.keys) ? given.keys.join(', ') : '',
      minimum: String(given.minimum ?? ''),
      maximum: String(given.maximum ?? ''),
    }
    return {
      field: issue.path.join('.'),
      code: key,
      detail: say(zodWords[key] ?? zodWords.custom!, lang, params),
    }
  })
  const problem = plain('input.wrong', 422, lang, new Map())
  return { ...problem, ...(errors[0] ? { field: errors[0].field } : {}), errors }
}

function wordsKey(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type' && issue.input === undefined) return 'missing'
  if (issue.code === 'too_small' && issue.minimum === 1 && issue.origin === 'string') return 'missing'
  if (issue.code === 'invalid_format' && zodWords[`format:${issue.format}`]) return `format:${issue.format}`
  if (issue.code === 'custom' && typeof issue.params?.code === 'string') return issue.params.code
  return issue.code
}
