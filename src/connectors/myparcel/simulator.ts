/** A stand-in for MyParcel that deduplicates nothing, refuses a whole call for one bad shipment and counts what is paid. */
import { createHash } from 'node:crypto'
import {
  jsonAnswer,
  startSimulator,
  type SimulatedAnswer,
  type SimulatedRequest,
  type Simulator,
} from '../../contracts/simulator.ts'
import type { MyParcelSettings } from './client.ts'
import { asList, asRecord, asText, dutchTime } from './map.ts'
import { stickersPdf } from './sticker.ts'

type Address = Readonly<Record<string, string | undefined>>

type SimulatedShipment = {
  readonly id: number
  readonly reference: string
  readonly carrier: number
  readonly recipient: Address
  readonly options: Readonly<Record<string, unknown>>
  readonly createdAt: Date
  status: number
  barcode: string | null
  movedAt: Date
}

type MyParcelSimulator = Simulator & {
  /** What a connection to it needs. */
  readonly settings: MyParcelSettings
  readonly shipments: ReadonlyMap<number, SimulatedShipment>
  /** Labels charged for: shipments that were registered with the carrier. */
  paid(): number
  /** Gives a shipment another status number, known or not. */
  move(externalId: string, status: number): void
}

type Options = {
  readonly port?: number
  readonly key?: string
  readonly now?: () => Date
  /** Keeps the limits of the real one: 500 creates and 1,000 reads of a kind in five minutes. */
  readonly isPaced?: boolean
}

/**
 * Own faults: `no-contract` refuses every create with "maximum of 0", `label-refused` does so when the label is asked for; `label-later` gives a link in place of a label;
 * `link-not-ready` keeps the PDF behind the link away; `no-barcode` leaves the barcode out for a moment.
 */
export async function startMyParcel(options: Options = {}): Promise<MyParcelSimulator> {
  const key = options.key ?? 'simulated-key'
  const now = options.now ?? (() => new Date())
  const shipments = new Map<number, SimulatedShipment>()
  const links = new Map<string, Buffer>()
  const paced = paceOf(now)

  const simulator = await startSimulator((request, own) => {
    const [, room = '', ids = ''] = request.url.pathname.split('/')
    if (request.headers.authorization !== `bearer ${Buffer.from(key).toString('base64')}`) return denied
    if ((options.isPaced ?? true) && paced(`${request.method} /${room}`)) return jsonAnswer(429, tooMany)
    const named = ids
      .split(/;|%3B/i)
      .map((id) => shipments.get(Number(id)))
      .filter((shipment) => shipment !== undefined)
    switch (`${request.method} /${room}`) {
      case 'GET /accounts':
        return jsonAnswer(200, { data: { accounts: [account] } })
      case 'POST /shipments':
        return own('no-contract') ? jsonAnswer(422, noContract) : create(request)
      case 'GET /shipments':
        return ids ? list(named, own('no-barcode') !== undefined) : list(searched(request))
      case 'DELETE /shipments':
        return remove(named)
      case 'GET /shipment_labels':
        if (own('label-refused')) return jsonAnswer(422, noContract)
        return labels(request, named, own('label-later') !== undefined)
      case 'GET /pdfs':
        return linked(ids, own('link-not-ready') !== undefined)
      case 'GET /tracktraces':
        return traces(named)
      default:
        return jsonAnswer(404, { message: 'Not found' })
    }
  }, options.port)

  function create(request: SimulatedRequest): SimulatedAnswer {
    const type = request.headers['content-type'] ?? ''
    if (!/^application\/(json|vnd\.shipment\+json)\s*;/.test(type)) return jsonAnswer(400, wrongType)
    const asked = asList(asRecord(asRecord(jsonIn(request.body)).data).shipments).map(asRecord)
    const errors = asked.flatMap((shipment, index) => errorsIn(shipment, index))
    if (asked.length === 0 || errors.length > 0)
      return jsonAnswer(422, { message: 'Shipment validation error', errors })
    const made = asked.map((shipment) => add(shipment))
    return jsonAnswer(200, {
      data: { ids: made.map(({ id, reference }) => ({ id, reference_identifier: reference })) },
    })
  }

  function add(shipment: Record<string, unknown>): SimulatedShipment {
    const made: SimulatedShipment = {
      id: 210_033_187 + shipments.size,
      reference: asText(shipment.reference_identifier) ?? '',
      carrier: Number(shipment.carrier),
      recipient: asRecord(shipment.recipient) as Address,
      options: asRecord(shipment.options),
      createdAt: now(),
      status: 1,
      barcode: null,
      movedAt: now(),
    }
    shipments.set(made.id, made)
    return made
  }

  function searched({ url }: SimulatedRequest): SimulatedShipment[] {
    const references = url.searchParams.get('reference_identifier')?.split(';')
    const size = Number(url.searchParams.get('size') ?? 30)
    const found = [...shipments.values()].filter(
      (shipment) => references?.includes(shipment.reference) ?? true,
    )
    // The newest stand first.
    return found.reverse().slice(0, size)
  }

  /** Concepts only, all or none; a removed one stays to be seen as inactive. */
  function remove(named: readonly SimulatedShipment[]): SimulatedAnswer {
    if (named.length === 0) return jsonAnswer(404, { message: 'Shipment not found' })
    if (named.some(({ status }) => status !== 1)) return jsonAnswer(422, onlyConcepts)
    for (const shipment of named) shipment.status = 30
    return { status: 204 }
  }

  function labels(
    request: SimulatedRequest,
    named: readonly SimulatedShipment[],
    isLater: boolean,
  ): SimulatedAnswer {
    const printable = named.filter(({ status }) => status !== 30)
    if (printable.length === 0) return jsonAnswer(404, { message: 'Shipment not found' })
    for (const shipment of printable) if (shipment.status === 1) register(shipment)
    const format = request.url.searchParams.get('format') === 'A4' ? 'A4' : 'A6'
    const positions = (request.url.searchParams.get('positions') ?? '').split(';').map(Number)
    const pdf = stickersPdf(
      printable.map(stickerOf),
      format,
      positions.filter((position) => position >= 1 && position <= 4),
    )
    const wantsPdf = request.headers.accept?.includes('application/pdf') ?? false
    if (wantsPdf && !isLater && printable.length < 25) return pdfAnswer(pdf)
    const name = createHash('sha256').update(pdf).digest('hex').slice(0, 12)
    links.set(name, pdf)
    return jsonAnswer(200, { data: { pdfs: { url: `/pdfs/${name}` } } })
  }

  function register(shipment: SimulatedShipment): void {
    shipment.status = 2
    shipment.barcode = `3SMYPA${String(shipment.id).padStart(9, '0')}`
    shipment.movedAt = now()
  }

  function linked(name: string, isNotReady: boolean): SimulatedAnswer {
    const pdf = links.get(name)
    if (!pdf) return jsonAnswer(404, { message: 'Not found' })
    return isNotReady ? jsonAnswer(202, { message: 'Not ready yet' }) : pdfAnswer(pdf)
  }

  return {
    ...simulator,
    settings: { host: simulator.address, key, carrier: '1' },
    shipments,
    paid: () => [...shipments.values()].filter(({ barcode }) => barcode !== null).length,
    move(externalId, status) {
      const shipment = shipments.get(Number(externalId))
      if (!shipment) throw new Error(`there is no shipment ${externalId}`)
      shipment.status = status
      shipment.movedAt = now()
    },
  }
}

/** Counts calls of a kind in the sliding five minutes; a refused call counts as well. */
function paceOf(now: () => Date): (kind: string) => boolean {
  const calls = new Map<string, number[]>()
  return (kind) => {
    const since = now().getTime() - 300_000
    const recent = (calls.get(kind) ?? []).filter((at) => at > since)
    recent.push(now().getTime())
    calls.set(kind, recent)
    return recent.length > (kind === 'POST /shipments' ? 500 : 1000)
  }
}

/** What the real one checks, as far as it is known: form and length of the address, and what a package type allows. */
function errorsIn(shipment: Record<string, unknown>, index: number): Record<string, unknown>[] {
  const errors: Record<string, unknown>[] = []
  const say = (field: string, code: number, message: string, human: string) =>
    errors.push({ [`data.shipments[${index}].${field}`]: message, code, human: [human] })
  const to = asRecord(shipment.recipient) as Address
  const options = asRecord(shipment.options)
  const isLocal = to.cc === 'NL' || to.cc === 'BE'
  if (!/^[A-Z]{2}$/.test(to.cc ?? ''))
    say('recipient.cc', 3504, 'Country code is invalid', 'Landcode klopt niet')
  if (!isPostcode(to)) say('recipient.postal_code', 3505, 'Postal code is invalid', 'Postcode klopt niet')
  if (!to.city) say('recipient.city', 3506, 'City is required', 'Plaats ontbreekt')
  if (!to.street || to.street.length > 40)
    say(
      'recipient.street',
      3507,
      'Street is empty or longer than 40',
      'Straat ontbreekt of is langer dan 40 tekens',
    )
  if (isLocal && !/^\d{1,7}$/.test(to.number ?? ''))
    say('recipient.number', 3508, 'House number is invalid', 'Huisnummer klopt niet')
  if ((to.number_suffix?.length ?? 0) > 6)
    say(
      'recipient.number_suffix',
      3509,
      'Number suffix is longer than 6',
      'Toevoeging is langer dan 6 tekens',
    )
  for (const field of ['person', 'company'])
    if ((to[field]?.length ?? 0) > 50 || (field === 'person' && !to.person))
      say(
        `recipient.${field}`,
        3510,
        `${field} is empty or longer than 50`,
        'Naam ontbreekt of is langer dan 50 tekens',
      )
  if ((asText(options.label_description)?.length ?? 0) > 45)
    say(
      'options.label_description',
      3701,
      'Description is longer than 45',
      'Omschrijving is langer dan 45 tekens',
    )
  if (options.package_type !== 1 && Number(asRecord(options.insurance).amount ?? 0) > 0)
    say('options.insurance', 3702, 'Only a package can be insured', 'Alleen een pakket kan worden verzekerd')
  if (!euCountries.includes(to.cc ?? '') && !shipment.customs_declaration)
    say('customs_declaration', 3703, 'Customs declaration is required', 'De douaneaangifte ontbreekt')
  return errors
}

/** 9999ZZ is a form that fits and a place that does not exist: the address to try a refusal with. */
function isPostcode({ cc, postal_code: code = '' }: Address): boolean {
  if (cc === 'NL') return /^[1-9]\d{3} ?(?!SA|SD|SS)[A-Z]{2}$/.test(code) && !/^9999 ?ZZ$/.test(code)
  return cc === 'BE' ? /^[1-9]\d{3}$/.test(code) : code.length <= 10
}

const euCountries =
  'AT BE BG CY CZ DE DK EE EL ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' ')

function list(shipments: readonly SimulatedShipment[], isWithoutBarcode = false): SimulatedAnswer {
  return jsonAnswer(200, {
    data: {
      shipments: shipments.map((shipment) => ({
        id: shipment.id,
        parent_id: null,
        account_id: account.id,
        shop_id: account.shops[0]?.id,
        shipment_type: 1,
        recipient: shipment.recipient,
        status: shipment.status,
        options: shipment.options,
        reference_identifier: shipment.reference,
        created: dutchTime(shipment.createdAt),
        modified: dutchTime(shipment.movedAt),
        carrier_id: shipment.carrier,
        barcode: isWithoutBarcode ? null : shipment.barcode,
        delivery_date: null,
        secondary_shipments: [],
      })),
      page: 1,
      results: shipments.length,
    },
  })
}

/** A concept has no way to follow. */
function traces(named: readonly SimulatedShipment[]): SimulatedAnswer {
  const followed = named.filter(({ barcode }) => barcode !== null)
  if (followed.length === 0) return jsonAnswer(404, { message: 'Shipment not found' })
  return jsonAnswer(200, {
    data: {
      tracktraces: followed.map(({ id, carrier, status, movedAt, barcode, recipient }) => ({
        shipment_id: id,
        carrier: String(carrier),
        code: 'A01',
        description: 'De zending is aangemeld',
        time: dutchTime(movedAt),
        link_tracktrace: `https://postnl.nl/tracktrace/?B=${barcode}&P=${recipient.postal_code}&D=${recipient.cc}`,
        status: { current: status, main: 'registered', final: status === 7 || status === 11 },
        history: [],
        delayed: false,
      })),
    },
  })
}

function stickerOf({ recipient: to, options, carrier, barcode }: SimulatedShipment) {
  const door = [to.street, to.number, to.number_suffix].filter(Boolean).join(' ')
  const lines = [to.company, to.person, door, [to.postal_code, to.city].filter(Boolean).join('  '), to.cc]
  return {
    from: ['Afzender: Voorbeeldmagazijn', 'Antareslaan 31, 2132 JE Hoofddorp'],
    to: lines.filter((line): line is string => line !== undefined && line !== ''),
    description: asText(options.label_description) ?? '',
    service: `${carrier === 1 ? 'PostNL' : `Vervoerder ${carrier}`}${options.signature === 1 ? ' · handtekening' : ''}`,
    barcode: barcode ?? '',
  }
}

const pdfAnswer = (pdf: Buffer): SimulatedAnswer => ({
  status: 200,
  headers: { 'content-type': 'application/pdf' },
  body: pdf,
})

function jsonIn(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return null
  }
}

const account = {
  id: 67890,
  platform_id: 1,
  shops: [{ id: 12345, name: 'Voorbeeldwinkel' }],
  general_settings: {},
}
const denied = jsonAnswer(401, {
  message: 'Access Denied. Please provide a valid API key.',
  errors: [{ status: 401, code: '3000', title: 'Access Denied', message: 'Please provide a valid API key.' }],
})
const tooMany = { message: 'Too many requests' }
const wrongType = {
  message: 'Wrong content type',
  errors: [{ code: 3100, message: 'Content-Type is not supported' }],
}
const onlyConcepts = {
  message: 'Shipment cannot be deleted',
  errors: [{ code: 3710, message: 'Only concepts can be deleted' }],
}
const noContract = {
  message: 'Shipment validation error',
  errors: [
    {
      code: 3700,
      message: 'data.shipments[0].carrier Maximum amount of 0 PostNL package shipments per day exceeded',
    },
  ],
}
