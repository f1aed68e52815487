/** A stand-in for VIES in both styles, with a register of its own and the numbers of the test service. */
import { createHash } from 'node:crypto'
import {
  jsonAnswer,
  startSimulator,
  type SimulatedAnswer,
  type SimulatedFault,
  type SimulatedRequest,
  type Simulator,
} from '../../contracts/simulator.ts'
import type { ViesSettings } from './client.ts'
import { soapBody } from './map.ts'

/** Who stands behind a number. */
type Registered = { readonly name: string; readonly address: string }

type ViesSimulator = Simulator & {
  /** What a connection to it needs. */
  settings(style: 'rest' | 'soap', service?: 'live' | 'test'): ViesSettings
  /** Valid numbers, written with their country letters; every other number that VIES could know is invalid. */
  readonly register: Map<string, Registered>
}

type Question = {
  readonly country: string
  readonly number: string
  readonly requester: { readonly country: string; readonly number: string } | null
}

type Found = Question & {
  readonly valid: boolean
  readonly name: string
  readonly address: string
  readonly proof: string
}

type Own = (name: string) => SimulatedFault | undefined

type Options = {
  readonly port?: number
  readonly now?: () => Date
  readonly register?: Readonly<Record<string, Registered>>
}

/**
 * Own faults: `busy-DE` and `down-DE` for one member state, `down` for everyone, `html` a page in place of an answer,
 * `hidden-names` for every member state, `code` with any code in `detail`.
 */
export async function startVies(options: Options = {}): Promise<ViesSimulator> {
  const now = options.now ?? (() => new Date())
  const register = new Map(Object.entries(options.register ?? inRegister))

  const simulator = await startSimulator((request, own) => {
    if (own('html')) return page
    const place = request.url.pathname.split('/').at(-1) ?? ''
    if (request.method === 'GET' && place === 'check-status') return statusPage(own)
    const style = styles[place]
    if (!style || request.method !== 'POST') return { status: 404, headers: html, body: 'Not Found' }
    const question = style.read(request)
    const found = place.includes('est') ? tested(question) : looked(question, own)
    return typeof found === 'string' ? style.fail(found) : style.tell(found, now())
  }, options.port)

  function looked(question: Question | null, own: Own): Found | string {
    const named = own('code')
    if (named) return named.detail ?? 'SERVICE_UNAVAILABLE'
    if (own('down')) return 'SERVICE_UNAVAILABLE'
    if (!question || !isFormed(question)) return 'INVALID_INPUT'
    if (question.requester && !isFormed(question.requester)) return 'INVALID_REQUESTER_INFO'
    if (own(`busy-${question.country}`)) return 'MS_MAX_CONCURRENT_REQ'
    if (own(`down-${question.country}`)) return 'MS_UNAVAILABLE'
    const holder = register.get(question.country + question.number)
    const isHidden = hidesNames.includes(question.country) || own('hidden-names') !== undefined
    const shown = holder && !isHidden ? holder : nobody
    return {
      ...question,
      ...shown,
      valid: holder !== undefined,
      proof: holder && question.requester ? proofOf(question) : '',
    }
  }

  /** Each question gets a consultation number of its own, also when the same is asked twice. */
  const proofOf = (question: Question): string => {
    const seed = JSON.stringify(question) + String(simulator.requests.length)
    return `WAPIAAAA${createHash('sha256').update(seed).digest('base64url').replace(/[-_]/g, 'x').slice(0, 8)}`
  }

  return {
    ...simulator,
    settings: (style, service = 'live') => ({ host: simulator.address, style, service }),
    register,
  }
}

/** The test service answers by number alone; a number that it does not list is a service that is down. */
function tested(question: Question | null): Found | string {
  if (!question) return 'INVALID_INPUT'
  const isListed = question.number === '100' || question.number === '200'
  if (!isListed) return testCodes[question.number] ?? 'SERVICE_UNAVAILABLE'
  const valid = question.number === '100'
  const shown = valid ? { name: 'VOORBEELD B.V.', address: '\nGILDENWEG 00006\n1695GD BLOKKER\n' } : nobody
  return { ...question, ...shown, valid, proof: valid && question.requester ? 'WAPIAAAAYtest100' : '' }
}

const testCodes: Readonly<Record<string, string>> = {
  201: 'INVALID_INPUT',
  202: 'INVALID_REQUESTER_INFO',
  300: 'SERVICE_UNAVAILABLE',
  301: 'MS_UNAVAILABLE',
  302: 'TIMEOUT',
  400: 'VAT_BLOCKED',
  401: 'IP_BLOCKED',
  500: 'GLOBAL_MAX_CONCURRENT_REQ',
  501: 'GLOBAL_MAX_CONCURRENT_REQ_TIME',
  600: 'MS_MAX_CONCURRENT_REQ',
  601: 'MS_MAX_CONCURRENT_REQ_TIME',
}

const memberStates =
  'AT BE BG CY CZ DE DK EE EL ES FI FR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK XI'.split(' ')
const hidesNames = ['DE', 'ES']
const nobody: Registered = { name: '---', address: '---' }

const isFormed = ({ country, number }: { country: string; number: string }): boolean =>
  memberStates.includes(country) && /^[0-9A-Za-z+*.]{2,12}$/.test(number)

/** Numbers that pass the check digits of their country, with made-up holders. */
const inRegister: Readonly<Record<string, Registered>> = {
  NL004495445B01: { name: 'VOORBEELD FIETSEN B.V.', address: '\nGILDENWEG 00006\n1695GD BLOKKER\n' },
  NL123456789B13: { name: 'VOORBEELD RIJWIELEN', address: '\nDORPSSTRAAT 00012 A\n3511AA UTRECHT\n' },
  NL002455799B11: { name: 'VOORBEELD VERHUUR & ZN.', address: '\nKADE 00101\n9712AB GRONINGEN\n' },
  BE0428759497: { name: 'BV VOORBEELD RIJWIELEN', address: 'Kerkstraat 5\n2000 Antwerpen' },
  BE0776091951: { name: 'NV VOORBEELD LEASING', address: 'Rue Haute 10\n1000 Bruxelles' },
  DE136695976: { name: 'Beispiel Fahrrad GmbH', address: 'Hauptstr. 1, 10115 Berlin' },
  FR40303265045: { name: 'SA EXEMPLE CYCLES', address: '3 RUE DU PORT\n59000 LILLE' },
  ESB64717838: { name: 'EJEMPLO BICIS SL', address: 'CALLE MAYOR 1, 28013 MADRID' },
  EL094259216: { name: 'ΠΑΡΑΔΕΙΓΜΑ ΑΕ', address: 'ΟΔΟΣ 1 10431 ΑΘΗΝΑ' },
  XI980780684: { name: 'EXAMPLE CYCLES LTD', address: '1 High Street\nBelfast\nBT1 1AA' },
  IE6433435F: { name: 'EXAMPLE BIKES LIMITED', address: '1 QUAY STREET, GALWAY' },
}

type Style = {
  read(request: SimulatedRequest): Question | null
  tell(found: Found, at: Date): SimulatedAnswer
  fail(code: string): SimulatedAnswer
}

const rest: Style = {
  read({ body }) {
    try {
      const { countryCode, vatNumber, requesterMemberStateCode, requesterNumber } = JSON.parse(
        body,
      ) as Record<string, unknown>
      return questionOf(countryCode, vatNumber, requesterMemberStateCode, requesterNumber)
    } catch {
      return null
    }
  },
  tell: ({ country, number, valid, name, address, proof }, at) =>
    jsonAnswer(200, {
      countryCode: country,
      vatNumber: number,
      requestDate: at.toISOString(),
      valid,
      requestIdentifier: proof,
      name,
      address,
      traderName: '---',
      traderStreet: '---',
      traderPostalCode: '---',
      traderCity: '---',
      traderCompanyType: '---',
      traderNameMatch: 'NOT_PROCESSED',
      traderStreetMatch: 'NOT_PROCESSED',
      traderPostalCodeMatch: 'NOT_PROCESSED',
      traderCityMatch: 'NOT_PROCESSED',
      traderCompanyTypeMatch: 'NOT_PROCESSED',
    }),
  // As the real one: a failure that is told with status 200.
  fail: (code) => jsonAnswer(200, { actionSucceed: false, errorWrappers: [{ error: code }] }),
}

const soap: Style = {
  read({ body }) {
    const asked = soapBody(body)
    const fields = asked?.checkVat ?? asked?.checkVatApprox
    if (typeof fields !== 'object' || fields === null) return null
    const { countryCode, vatNumber, requesterCountryCode, requesterVatNumber } = fields as Record<
      string,
      unknown
    >
    return questionOf(countryCode, vatNumber, requesterCountryCode, requesterVatNumber)
  },
  tell({ country, number, requester, valid, name, address, proof }, at) {
    const response = requester ? 'checkVatApproxResponse' : 'checkVatResponse'
    const who: [string, string][] = requester
      ? [
          ['traderName', name],
          ['traderCompanyType', '---'],
          ['traderAddress', address],
          ['requestIdentifier', proof],
        ]
      : [
          ['name', name],
          ['address', address],
        ]
    const fields: [string, string][] = [
      ['countryCode', country],
      ['vatNumber', number],
      ['requestDate', `${at.toISOString().slice(0, 10)}+01:00`],
      ['valid', String(valid)],
      ...who,
    ]
    const inner = fields.map(([field, value]) => `<ns2:${field}>${escaped(value)}</ns2:${field}>`).join('')
    return envelope(200, `<ns2:${response} xmlns:ns2="${types}">${inner}</ns2:${response}>`)
  },
  fail: (code) =>
    envelope(
      500,
      `<env:Fault><faultcode>env:Server</faultcode><faultstring>${escaped(code)}</faultstring></env:Fault>`,
    ),
}

const styles: Readonly<Record<string, Style>> = {
  'check-vat-number': rest,
  'check-vat-test-service': rest,
  checkVatService: soap,
  checkVatTestService: soap,
}

function questionOf(
  country: unknown,
  number: unknown,
  ourCountry: unknown,
  ourNumber: unknown,
): Question | null {
  if (typeof country !== 'string' || typeof number !== 'string') return null
  const requester =
    ourCountry || ourNumber ? { country: String(ourCountry), number: String(ourNumber) } : null
  return { country, number, requester }
}

const types = 'urn:ec.europa.eu:taxud:vies:services:checkVat:types'

const envelope = (status: number, body: string): SimulatedAnswer => ({
  status,
  headers: { 'content-type': 'text/xml; charset=utf-8' },
  body: `<env:Envelope xmlns:env="http://schemas.xmlsoap.org/soap/envelope/"><env:Header/><env:Body>${body}</env:Body></env:Envelope>`,
})

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

function statusPage(own: Own): SimulatedAnswer {
  const isSilent = (country: string) =>
    own(`busy-${country}`) !== undefined || own(`down-${country}`) !== undefined
  return jsonAnswer(200, {
    vow: { available: own('down') === undefined },
    countries: memberStates.map((countryCode) => ({
      countryCode,
      availability: isSilent(countryCode) ? 'Unavailable' : 'Available',
    })),
  })
}

const html = { 'content-type': 'text/html; charset=utf-8' }
const page: SimulatedAnswer = {
  status: 200,
  headers: html,
  body: '<!DOCTYPE html><html><body>VAT number 100 is <b>false</b>: we are upgrading</body></html>',
}
