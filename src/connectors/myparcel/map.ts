/** MyParcel's words to ours and back: the parcel, its refusals, its states and its moments. */
import type { Words } from '../../base/words.ts'
import { words } from '../../base/words.ts'
import type { Parcel, ParcelState } from '../../contracts/carrier.ts'
import type { Outcome } from '../../contracts/connector.ts'

type Refused = Extract<Outcome<never>, { kind: 'refused' }>

/** A shipment as MyParcel returns it, as far as we read it. */
export type Shipment = {
  readonly id: number
  readonly status: number
  readonly barcode: string | null
  readonly reference_identifier: string | null
  readonly recipient: { readonly cc: string; readonly postal_code: string | null }
}

const packageTypes = { package: 1, mailbox: 2, letter: 3 } as const
/** Standard delivery; the other types belong to a choice that the customer makes at the checkout. */
const deliveryStandard = 2
const postnl = '1'

/** The shipment to create; our key stands in the only field that can be searched. */
export function shipmentOf(parcel: Parcel, key: string, carrier: string): Record<string, unknown> {
  return {
    reference_identifier: key,
    carrier: Number(carrier),
    recipient: recipientOf(parcel),
    options: {
      package_type: packageTypes[parcel.kind],
      delivery_type: deliveryStandard,
      only_recipient: 0,
      signature: parcel.needsSignature ? 1 : 0,
      return: 0,
      large_format: 0,
      age_check: 0,
      insurance: { amount: insuredStep(parcel, carrier), currency: 'EUR' },
      label_description: parcel.description.slice(0, 45),
    },
    physical_properties: { weight: parcel.weightGrams },
  }
}

function recipientOf({ to }: Parcel): Record<string, unknown> {
  return {
    cc: to.country,
    postal_code: to.postcode.replace(/\s/g, '').toUpperCase(),
    city: to.city,
    ...streetOf(to),
    person: to.name.slice(0, 50),
    ...(to.company ? { company: to.company.slice(0, 50) } : {}),
    ...(to.email ? { email: to.email } : {}),
    ...(to.phone ? { phone: to.phone } : {}),
  }
}

/** Only Dutch and Belgian addresses have a house number of their own; elsewhere it stands in the street. */
function streetOf(to: Parcel['to']): { street: string; number?: string; number_suffix?: string } {
  if (to.country !== 'NL' && to.country !== 'BE')
    return { street: [to.street, `${to.houseNumber}${to.houseNumberSuffix ?? ''}`].join(' ').trim() }
  return {
    street: to.street,
    number: to.houseNumber,
    ...(to.houseNumberSuffix ? { number_suffix: to.houseNumberSuffix } : {}),
  }
}

/** In whole euros. */
const homeSteps = [100, 250, 500, 1000, 1500, 2000, 2500, 3000, 3500, 4000, 4500, 5000]
const abroadSteps = [50, 500]

/**
 * PostNL insures in steps, so an amount goes up to the next one; the amount on the wire is in cents.
 * Above the last step the value itself is sent, so that the carrier refuses it rather than we insure for less.
 */
function insuredStep({ insured, to }: Parcel, carrier: string): number {
  if (insured <= 0 || carrier !== postnl) return Math.max(insured, 0)
  const steps = to.country === 'NL' || to.country === 'BE' ? homeSteps : abroadSteps
  return steps.map((euros) => euros * 100).find((cents) => cents >= insured) ?? insured
}

/** What we can tell before asking: a cut street would reach the wrong door, and a refused call counts against the pace. */
export function refusedBefore(parcel: Parcel): Refused | null {
  const length = streetOf(parcel.to).street.length
  if (length <= 40) return null
  return refused(
    'street-too-long',
    words(
      `De straat telt ${length} tekens en MyParcel neemt er 40 aan. Kort de straat in en vraag de sticker opnieuw aan.`,
      `The street has ${length} characters and MyParcel accepts 40. Shorten the street and request the label again.`,
    ),
    'to.street',
  )
}

/** A label that is registered can only be taken back by not handing the parcel over. */
export const cannotTakeBack = (): Refused =>
  refused(
    'already-registered',
    words(
      'MyParcel trekt alleen concepten in en deze sticker is al aangemeld. Geef het pakket er niet mee weg.',
      'MyParcel only voids drafts and this label has already been registered. Do not hand the parcel over with it.',
    ),
  )

const ourFields: Readonly<Record<string, string>> = {
  'recipient.cc': 'to.country',
  'recipient.postal_code': 'to.postcode',
  'recipient.city': 'to.city',
  'recipient.street': 'to.street',
  'recipient.number': 'to.houseNumber',
  'recipient.number_suffix': 'to.houseNumberSuffix',
  'recipient.person': 'to.name',
  'recipient.company': 'to.company',
  'recipient.email': 'to.email',
  'recipient.phone': 'to.phone',
  'options.label_description': 'description',
  'options.signature': 'needsSignature',
  'options.insurance': 'insured',
  'options.insurance.amount': 'insured',
  'options.package_type': 'kind',
  'physical_properties.weight': 'weightGrams',
}

/** Why MyParcel said no. The field is a key of the error, or stands at the head of its message. */
export function refusalOf(body: unknown): Refused {
  const error = asRecord(asList(asRecord(body).errors)[0])
  const message = [
    asText(error.message),
    asText(Object.entries(error).find(([name]) => pathIn(name))?.[1]),
  ].find(Boolean)
  const text = message ?? asText(asRecord(body).message) ?? 'MyParcel gave no reason'
  // Seen when an account has no contract with the carrier (myparcelnl/magento#521).
  if (/maximum amount of 0 /i.test(text)) return refused('no-contract', noContract)
  const path = [...Object.keys(error), ...asList(error.fields).map(String), text].map(pathIn).find(Boolean)
  const plain = text.replace(/^data\.shipments\[\d+\]\.\S+\s+/, '')
  const human = asText(asList(error.human)[0])
  const code = asText(error.code) ?? 'refused'
  return refused(code, words(human ?? plain, plain), path ? (ourFields[path] ?? path) : undefined)
}

const noContract = words(
  'Deze MyParcel-account mag bij deze vervoerder geen pakketten aanmelden. Zet de vervoerder aan bij MyParcel of kies een andere in de instellingen van de koppeling.',
  'This MyParcel account cannot register parcels with this carrier. Enable the carrier in MyParcel or choose another one in the connection’s settings.',
)

const pathIn = (text: string): string | undefined => /^data\.shipments\[\d+\]\.([\w.]+)/.exec(text)?.[1]

function refused(code: string, said: Words, field?: string): Refused {
  return { kind: 'refused', code, text: said.nl, words: said, ...(field ? { field } : {}) }
}

/** A concept costs nothing; what was withdrawn or credited is no label any more. */
export const isConcept = (shipment: Shipment): boolean => shipment.status === 1
export const isWithdrawn = (shipment: Shipment): boolean => shipment.status === 13 || shipment.status === 30

/**
 * How far a status is, null when it says nothing of the way. Numbers from 30 on are archived:
 * `30 + n` repeats the state that the parcel had.
 */
export function stateOf(status: number): ParcelState | null {
  const states: Readonly<Record<number, ParcelState>> = {
    2: 'registered',
    3: 'handed-over',
    4: 'in-transit',
    5: 'in-transit',
    6: 'in-transit',
    7: 'delivered',
    8: 'in-transit',
    9: 'delivered',
    10: 'returned',
    11: 'returned',
    12: 'registered',
    14: 'registered',
    31: 'registered',
    32: 'handed-over',
    33: 'in-transit',
    34: 'in-transit',
    35: 'in-transit',
    36: 'delivered',
    37: 'in-transit',
    38: 'delivered',
  }
  return states[status] ?? null
}

/** A moment such as '2026-11-21 21:30:11', which is Dutch local time without saying so. */
export function momentOf(text: unknown): Date | null {
  if (typeof text !== 'string' || !/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(text)) return null
  const wanted = Date.parse(`${text.replace(' ', 'T')}Z`)
  if (Number.isNaN(wanted)) return null
  let guess = wanted
  for (let round = 0; round < 2; round++)
    guess += wanted - Date.parse(`${dutchTime(new Date(guess)).replace(' ', 'T')}Z`)
  return new Date(guess)
}

/** The same the other way: the Dutch clock at a moment. */
export const dutchTime = (moment: Date): string =>
  moment.toLocaleString('sv-SE', { timeZone: 'Europe/Amsterdam' })

/** The page that MyParcel keeps for the receiver, whichever carrier drives. */
export const trackingUrl = (barcode: string, { cc, postal_code: postcode }: Shipment['recipient']): string =>
  `https://myparcel.me/track-trace/${[barcode, (postcode ?? '').replace(/\s/g, ''), cc].map(encodeURIComponent).join('/')}`

/** Reading of answers that may hold anything. */
export const asRecord = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
export const asList = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])
export const asText = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : typeof value === 'number' ? String(value) : undefined
