/** Seller and buyer as an invoice names them: legal names and addresses, the numbers of registers, and where e-invoices go. Pure. */
import { refuse } from '../../base/refusal.ts'
import { splitVatNumber, tidyVatNumber } from '../../base/vat-number.ts'
import type { AddressSnapshot, Order } from '../orders/schema.ts'
import type { Business, Organisation } from '../organisations/schema.ts'
import type { Address, Identifier, Party } from './e-invoice/document.ts'

/** What the law asks of a seller on every invoice (VAT directive, article 226, 3 and 5). */
export function checkSeller({ tradeName, vatNumber, taxNumber, street, city }: Business): void {
  if ((!vatNumber && !taxNumber) || !street || !city)
    refuse('invoice.business-incomplete', { name: tradeName })
}

/** `vatNumber` is the one that belongs on this invoice, which may be a number of ours in another country. */
export function sellerOf(business: Business, vatNumber: string | null): Party {
  const registered = registerIdOf(business.country, business.cocNumber, business.vatNumber)
  return {
    name: business.legalName,
    tradeName: business.tradeName === business.legalName ? null : business.tradeName,
    legalId: registered,
    vatNumber,
    // Whoever has a VAT number need not show the other, which others could misuse (section 14 (4) 2 UStG: one of the two).
    taxNumber: vatNumber ? null : business.taxNumber,
    endpoint: participantOf(business) ?? registered ?? vatEndpointOf(business.vatNumber),
    address: {
      street: `${business.street} ${business.houseNumber}`.trim() || null,
      extra: null,
      postcode: business.postcode || null,
      city: business.city || null,
      region: null,
      country: business.country,
    },
    contact: {
      // Germans must be told whom to ask (DE-R-005); without a person that is the shop.
      name: business.supportName ?? business.tradeName,
      phone: business.phone ?? business.supportPhone,
      // What customers see is set apart from where the business itself reads (S1-2b).
      email: business.contactEmail ?? business.email ?? business.supportEmail,
    },
  }
}

/** Who names no company, no VAT number and is no organisation buys for herself. */
export const isConsumer = ({
  company,
  billing,
  vatNumber,
  organisation,
}: Pick<Order, 'company' | 'billing' | 'vatNumber' | 'organisation'>): boolean =>
  !company && !billing.company && !vatNumber && !organisation

/** `showsNumber` is no when the customer's number was found to be wrong: it then proves nothing and stands nowhere. */
export function buyerOf(order: Order, organisation: Organisation | null, showsNumber: boolean): Party {
  const { billing } = order
  const person = billing.name || order.customerName
  const company = order.company ?? billing.company ?? organisation?.name ?? null
  const given = order.vatNumber ?? organisation?.vatNumber ?? null
  const vatNumber = given && showsNumber && splitVatNumber(given) ? tidyVatNumber(given) : null
  const isBusiness = company !== null || vatNumber !== null
  const participant = organisation && participantOf(organisation)
  const registered = isBusiness
    ? (registerIdOf(billing.country, organisation?.cocNumber ?? null, vatNumber) ??
      (participant && registers.has(participant.scheme) ? participant : null))
    : null
  return {
    name: company ?? person,
    tradeName: null,
    legalId: registered,
    vatNumber,
    taxNumber: null,
    endpoint: participant ?? registered ?? vatEndpointOf(vatNumber),
    address: placeOf(billing),
    contact: { name: company ? person : null, phone: null, email: order.email || null },
  }
}

/** The address on the network that somebody filled in. */
const participantOf = ({
  peppolScheme,
  peppolId,
}: Pick<Business, 'peppolScheme' | 'peppolId'>): Identifier | null =>
  peppolScheme && peppolId ? { scheme: peppolScheme, id: peppolId } : null

/** Addresses on the network that are register numbers too: KvK, OIN (a government has no KvK number), Belgian enterprise. */
const registers: ReadonlySet<string> = new Set(['0106', '0190', '0208'])

/**
 * A number in the national register with its scheme: 0106 the Dutch Chamber of Commerce, 0208 the Belgian enterprise
 * number, which is the VAT number without its letters. Germany has no scheme that Peppol takes here.
 */
function registerIdOf(country: string, number: string | null, vatNumber: string | null): Identifier | null {
  if (country === 'NL')
    return number && /^\d{8}$/.test(number.trim()) ? { scheme: '0106', id: number.trim() } : null
  if (country !== 'BE') return null
  const digits = (number ?? (vatNumber?.startsWith('BE') ? vatNumber : '')).replace(/\D/g, '')
  return digits.length === 10 ? { scheme: '0208', id: digits } : null
}

/** Schemes of the code list EAS for VAT numbers as addresses on the network. */
const vatSchemes: Readonly<Record<string, string>> = {
  NL: '9944',
  DE: '9930',
  BE: '9925',
  FR: '9957',
  LU: '9938',
  AT: '9914',
}

function vatEndpointOf(vatNumber: string | null): Identifier | null {
  const split = vatNumber ? splitVatNumber(vatNumber) : null
  const scheme = split && vatSchemes[split.country]
  return split && scheme ? { scheme, id: split.country + split.number } : null
}

export const placeOf = (address: AddressSnapshot): Address => ({
  street: `${address.street} ${address.houseNumber}${address.houseNumberSuffix ?? ''}`.trim() || null,
  extra: null,
  postcode: address.postcode || null,
  city: address.city || null,
  region: address.region,
  country: address.country,
})
