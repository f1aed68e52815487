/** Who buys: an organisation with its contact, a customer we know, or somebody new; with the addresses that follow. */
import { refuse, refuseField } from '../../base/refusal.ts'
import type { AddressSnapshot } from '../../modules/orders/schema.ts'
import { businessBuyer } from '../../modules/organisations/actions/customers.ts'
import {
  addressesOf,
  findContact,
  findOrganisation,
  survivingContact,
} from '../../modules/organisations/reads.ts'
import { isCountry } from '../../modules/organisations/rules.ts'
import type { Address, Business, Contact, Organisation } from '../../modules/organisations/schema.ts'
import type { Channel } from '../../modules/channels/schema.ts'
import type { Ctx } from '../../platform/context.ts'
import type { Asked } from './asked.ts'

export type Buyer = {
  readonly contact: string | null
  readonly organisation: Organisation | null
  readonly customerName: string
  readonly company: string | null
  readonly email: string
  readonly phone: string | null
  readonly vatNumber: string | null
  readonly language: string
  readonly billing: AddressSnapshot
  readonly shipping: AddressSnapshot | null
}

/** `isWhole` asks for everything that an order needs; a look at the price does with what there is. */
export async function buyerOf(
  ctx: Ctx,
  asked: Asked,
  sold: { readonly channel: Channel; readonly business: Business },
  isWhole: boolean,
): Promise<Buyer> {
  const { organisation, contact } = await known(ctx, asked, isWhole)
  const typed = asked.customer
  const addresses = await addressesOn(ctx, organisation, contact)
  const name = typed?.name || contact?.name || ''
  const company = organisation?.name ?? typed?.company ?? null
  const placed = { name, company, phone: typed?.phone ?? contact?.phone ?? null }
  const billing =
    asked.billing ??
    snapshotOf(pick(addresses, 'invoice'), placed) ??
    ownAddress(contact, placed) ??
    nowhere(placed, organisation?.country ?? sold.business.country)
  const shipping =
    asked.shipping ?? (asked.billing ? null : snapshotOf(pickOnly(addresses, 'shipping'), placed))
  const buyer: Buyer = {
    contact: contact?.id ?? null,
    organisation,
    customerName: name,
    company,
    email: typed?.email ?? contact?.email ?? organisation?.email ?? '',
    phone: placed.phone,
    vatNumber: organisation ? organisation.vatNumber : (typed?.vatNumber ?? null),
    language: typed?.language ?? contact?.language ?? organisation?.language ?? sold.channel.language,
    billing: { ...billing, name: billing.name || name, company: billing.company ?? company },
    shipping: asked.delivery === 'pickup' ? null : shipping && { ...shipping, name: shipping.name || name },
  }
  checkPlaces(buyer)
  if (isWhole) checkWhole(buyer, asked.delivery)
  return buyer
}

async function known(
  ctx: Ctx,
  asked: Asked,
  isWhole: boolean,
): Promise<{ organisation: Organisation | null; contact: Contact | null }> {
  if (!asked.organisation)
    return { organisation: null, contact: asked.contact ? await survivingContact(ctx, asked.contact) : null }
  if (isWhole) return businessBuyer(ctx, asked.organisation, asked.contact)
  const organisation =
    (await findOrganisation(ctx, asked.organisation)) ?? refuse('record.not-found', { what: 'organisations' })
  return { organisation, contact: asked.contact ? ((await findContact(ctx, asked.contact)) ?? null) : null }
}

async function addressesOn(
  ctx: Ctx,
  organisation: Organisation | null,
  contact: Contact | null,
): Promise<Address[]> {
  if (organisation) return addressesOf(ctx, { organisation: organisation.id })
  return contact ? addressesOf(ctx, { contact: contact.id }) : []
}

/** The default of its kind, else the first of it. */
function pickOnly(addresses: readonly Address[], kind: Address['kind']): Address | undefined {
  const mine = addresses.filter((one) => one.kind === kind)
  return mine.find((one) => one.isDefault) ?? mine[0]
}

/** Without one of its kind another will do. */
const pick = (addresses: readonly Address[], kind: Address['kind']): Address | undefined =>
  pickOnly(addresses, kind) ?? addresses[0]

type Placed = Pick<AddressSnapshot, 'name' | 'company' | 'phone'>

function snapshotOf(address: Address | undefined, { name, company, phone }: Placed): AddressSnapshot | null {
  if (!address) return null
  const { street, houseNumber, houseNumberSuffix, postcode, city, country, region } = address
  return {
    name: address.attention || address.name || name,
    company,
    street,
    houseNumber,
    houseNumberSuffix,
    postcode,
    city,
    country,
    region,
    phone: address.phone ?? phone,
  }
}

function ownAddress(contact: Contact | null, placed: Placed): AddressSnapshot | null {
  if (!contact?.city) return null
  const { street, houseNumber, postcode, city, country } = contact
  return { ...placed, street, houseNumber, houseNumberSuffix: null, postcode, city, country, region: null }
}

const nowhere = (placed: Placed, country: string): AddressSnapshot => ({
  ...placed,
  street: '',
  houseNumber: '',
  houseNumberSuffix: null,
  postcode: '',
  city: '',
  country,
  region: null,
})

function checkPlaces(buyer: Buyer): void {
  if (!isCountry(buyer.billing.country)) refuseField('billing.country', 'country.unknown')
  if (buyer.shipping && !isCountry(buyer.shipping.country)) refuseField('shipping.country', 'country.unknown')
}

/** What is collected needs a name only; what is sent needs an address too. */
function checkWhole(buyer: Buyer, delivery: string): void {
  if (!buyer.customerName) refuseField('customer.name', 'order.customer-needed')
  if (delivery === 'pickup') return
  const where = buyer.shipping ? 'shipping' : 'billing'
  const place = buyer.shipping ?? buyer.billing
  if (!place.street || !place.city)
    refuseField(`${where}.${place.street ? 'city' : 'street'}`, 'order.address-needed')
}
