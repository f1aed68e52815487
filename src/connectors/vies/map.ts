/** VIES' words to ours: what an answer in either style says, and what each code means for asking again. */
import { XMLParser } from 'fast-xml-parser'
import type { VatAnswer, VatQuestion } from '../../contracts/vat-check.ts'

/** What an answer holds, whichever style it came in. */
type Reading =
  | {
      readonly country: string
      readonly number: string
      readonly isValid: boolean
      readonly name: string | null
      readonly address: string | null
      readonly consultationNumber: string | null
    }
  | { readonly code: string }

/** The question as VIES takes it: Greece is EL there, and a number is written without spaces, dashes and points. */
export const asVies = (question: VatQuestion): VatQuestion => ({
  ...tidy(question),
  requester: question.requester && tidy(question.requester),
})

const tidy = ({ country, number }: { country: string; number: string }) => ({
  country: country.toUpperCase() === 'GR' ? 'EL' : country.toUpperCase(),
  number: number.replace(/[\s.-]/g, '').toUpperCase(),
})

/** The form that VIES demands before it looks at all. */
export const isAskable = ({ country, number }: { country: string; number: string }): boolean =>
  /^[A-Z]{2}$/.test(country) && /^[0-9A-Z+*]{2,12}$/.test(number)

/** Reads the JSON style; null for anything that is not an answer of VIES. Refusals come with status 200 as well. */
export function readRest(text: string): Reading | null {
  let answer: unknown
  try {
    answer = JSON.parse(text)
  } catch {
    return null
  }
  const { actionSucceed, errorWrappers, countryCode, vatNumber, valid, name, address, requestIdentifier } =
    fieldsOf(answer)
  if (actionSucceed === false) {
    const code = fieldsOf(Array.isArray(errorWrappers) ? errorWrappers[0] : null).error
    return typeof code === 'string' && code !== '' ? { code } : null
  }
  if (typeof valid !== 'boolean' || typeof countryCode !== 'string' || typeof vatNumber !== 'string')
    return null
  return {
    country: countryCode,
    number: vatNumber,
    isValid: valid,
    name: told(name),
    address: told(address),
    consultationNumber: told(requestIdentifier),
  }
}

/** Reads the XML style, with and without a requester; null for anything that is not an answer of VIES. */
export function readSoap(text: string): Reading | null {
  const body = soapBody(text)
  const fault = fieldsOf(body?.Fault)
  if (typeof fault.faultstring === 'string')
    return { code: /\b[A-Z]{2,}(?:_[A-Z]+)*\b/.exec(fault.faultstring)?.[0] ?? 'FAULT' }
  const answer = fieldsOf(body?.checkVatResponse ?? body?.checkVatApproxResponse)
  const { countryCode, vatNumber, valid } = answer
  if (typeof countryCode !== 'string' || typeof vatNumber !== 'string') return null
  if (valid !== 'true' && valid !== 'false') return null
  return {
    country: countryCode,
    number: vatNumber,
    isValid: valid === 'true',
    name: told(answer.name ?? answer.traderName),
    address: told(answer.address ?? answer.traderAddress),
    consultationNumber: told(answer.requestIdentifier),
  }
}

// Text stays text: a number that looks like 0123 or 1e5 would come out as another one. Numbered signs are read too.
const parser = new XMLParser({
  removeNSPrefix: true,
  ignoreAttributes: true,
  parseTagValue: false,
  htmlEntities: true,
})

/** What stands in the body of an envelope. A document type can name files and grow without end, so none is read. */
export function soapBody(text: string): Record<string, unknown> | null {
  if (/<!DOCTYPE|<!ENTITY/i.test(text)) return null
  try {
    const envelope = fieldsOf(fieldsOf(parser.parse(text, true)).Envelope)
    return 'Body' in envelope ? fieldsOf(envelope.Body) : null
  } catch {
    return null
  }
}

const fieldsOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}

/** Germany and Spain keep names to themselves; nothing is spelled as dashes, as empty and as null. */
function told(value: unknown): string | null {
  if (typeof value !== 'string') return null
  const lines = value.split('\n').map((line) => line.trim())
  const text = lines.filter(Boolean).join('\n')
  return text === '' || /^-+$/.test(text) ? null : text
}

/** Our own answer. One that is about another number than we asked for proves nothing. */
export function answerOf(reading: Reading, question: VatQuestion, askedAt: Date, raw: string): VatAnswer {
  if ('code' in reading) return unknown(reading.code, askedAt, raw)
  const { country, number } = tidy(reading)
  if (country !== question.country || number !== question.number) return unknown('OTHER_NUMBER', askedAt, raw)
  const { isValid, name, address, consultationNumber } = reading
  return { outcome: isValid ? 'valid' : 'invalid', name, address, consultationNumber, askedAt, raw }
}

/** Neither valid nor invalid. Only the first two codes are about the question; a country that is busy is asked again soon. */
export const unknown = (code: string, askedAt: Date, raw: string): VatAnswer => ({
  outcome: 'unknown',
  code,
  fault: code === 'INVALID_INPUT' || code === 'INVALID_REQUESTER_INFO' ? 'ours' : 'theirs',
  isBusy: code.includes('MAX_CONCURRENT_REQ') || code === 'HTTP_429',
  askedAt,
  raw,
})
