/** What a mail tells of an order or an invoice, written out in the customer's language. */
import { dayOf, type Day } from '../../base/day.ts'
import { decimalText, share, type Cents, type Milli } from '../../base/money.ts'
import { customerLang, say } from '../../base/words.ts'
import { getChannel } from '../../modules/channels/actions.ts'
import type { Shipment } from '../../modules/fulfilment/schema.ts'
import type { LateInvoice } from '../../modules/invoicing/documents/reminder-letter.ts'
import type { Invoice } from '../../modules/invoicing/schema.ts'
import type { Reminder } from '../../modules/invoicing/schema/reminders.ts'
import type { Location } from '../../modules/locations/schema.ts'
import { placeInMail } from '../../modules/messages/pictures.ts'
import { noContents, type MailContents } from '../../modules/messages/variables.ts'
import { surchargeWords, type Order, type OrderLine } from '../../modules/orders/schema.ts'
import { getBusiness } from '../../modules/organisations/actions.ts'
import { findOrganisation, managerOf } from '../../modules/organisations/reads.ts'
import type { Business } from '../../modules/organisations/schema.ts'
import { partsOfDay } from '../../modules/planning/schema.ts'
import type { Ctx } from '../../platform/context.ts'

/** What goes beyond the order's own row: its day, what of it this is about, and where it lies. */
export type Particulars = {
  /** The language of the mail; else the customer's. */
  readonly language?: string
  readonly day?: Day | null
  readonly partOfDay?: keyof typeof partsOfDay | null
  readonly location?: Location | null
  /** The parcels that it tells of. */
  readonly parcels?: readonly Shipment[]
  /** Quantities by line, when a mail is about a part of the order. */
  readonly quantities?: ReadonlyMap<string, Milli>
}

export async function orderContents(
  ctx: Ctx,
  order: Order,
  lines: readonly OrderLine[],
  more: Particulars = {},
): Promise<MailContents> {
  const business = await getBusiness(ctx, { id: order.business })
  const channel = await getChannel(ctx, { id: order.channel })
  const language = more.language ?? order.language
  const written = writtenIn(language)
  const amount = (cents: Cents) => written.amount(cents, order.currency)
  const isPickup = order.delivery === 'pickup'
  const isPart = lines.some(
    (line) => more.quantities && (more.quantities.get(line.id) ?? 0) < line.ordered - line.cancelled,
  )
  const expected = lines.map((line) => line.expectedDay).filter((day) => day !== null)
  return {
    ...noContents,
    business: businessWords(business),
    channel: { name: channel.name },
    customer: await customerWords(ctx, order.customerName, order.company, order.organisation),
    order: {
      number: order.externalNumber ?? order.number,
      placedOn: written.day(dayOf(order.placedAt, business.timeZone)),
      // Below a part of the lines the sum of all of them would read as a mistake.
      total: isPart ? '' : amount(order.total),
      shipping: order.shippingGross > 0 && !isPart ? amount(order.shippingGross) : '',
      paid: order.paid > 0 ? amount(order.paid) : '',
      due: order.due > 0 ? amount(order.due) : '',
      paymentMethod: order.paymentMethod,
      shippingMethod: order.shippingMethod,
      reference: order.reference ?? '',
      isPickup,
      plannedOn: more.day ? written.day(more.day) : '',
      partOfDay: more.partOfDay && more.partOfDay !== 'day' ? written.part(more.partOfDay) : '',
      expectedOn: expected.length > 0 ? written.day(expected.sort().at(-1)!) : '',
    },
    lines: lines.flatMap((line) => lineWords(line, more.quantities, written, amount)),
    charges: isPart
      ? []
      : order.surcharges.map((one) => ({
          name: say(surchargeWords(one), customerLang(language)),
          amount: amount(one.gross),
        })),
    address: isPickup
      ? pickupAddress(business, more.location ?? null)
      : deliveryAddress(order, business.country, language),
    shipments: (more.parcels ?? []).flatMap(shipmentWords),
  }
}

export async function invoiceContents(
  ctx: Ctx,
  invoice: Invoice,
  order: Order | null,
  language: string,
): Promise<MailContents> {
  const business = await getBusiness(ctx, { id: invoice.business })
  const written = writtenIn(language)
  return {
    ...noContents,
    business: businessWords(business),
    customer: await customerWords(
      ctx,
      order?.customerName ?? invoice.customerName,
      order?.company ?? null,
      invoice.organisation,
    ),
    order: { ...noContents.order, number: order ? (order.externalNumber ?? order.number) : '' },
    invoice: {
      number: invoice.number ?? '',
      day: invoice.day ? written.day(invoice.day) : '',
      total: written.amount(invoice.total, invoice.currency),
      due: invoice.due > 0 ? written.amount(invoice.due, invoice.currency) : '',
      dueOn: invoice.dueDay ? written.day(invoice.dueDay) : '',
      isCredit: invoice.kind === 'credit-note',
    },
  }
}

/** A letter about late invoices; what the law says of it comes from the letter itself. */
export async function reminderContents(
  ctx: Ctx,
  reminder: Pick<
    Reminder,
    'business' | 'organisation' | 'customerName' | 'totalDue' | 'costs' | 'costsVat' | 'currency'
  >,
  told: { readonly notice: string; readonly invoices: readonly LateInvoice[]; readonly language: string },
): Promise<MailContents> {
  const business = await getBusiness(ctx, { id: reminder.business })
  const written = writtenIn(told.language)
  const amount = (cents: Cents) => written.amount(cents, reminder.currency)
  const costs = reminder.costs + reminder.costsVat
  return {
    ...noContents,
    business: businessWords(business),
    customer: await customerWords(ctx, reminder.customerName, null, reminder.organisation),
    reminder: {
      total: amount(reminder.totalDue),
      notice: told.notice,
      costs: costs > 0 ? amount(costs) : '',
      invoices: told.invoices.map((one) => ({
        number: one.number,
        day: written.day(one.day),
        dueOn: written.day(one.dueDay),
        due: amount(one.due),
        reference: one.reference,
      })),
    },
  }
}

type Written = ReturnType<typeof writtenIn>

export function writtenIn(given: string) {
  // English as it is written on this side of the ocean: 30 November 2026.
  const language = given === 'en' ? 'en-GB' : given
  const days = new Intl.DateTimeFormat(language, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  })
  const quantities = new Intl.NumberFormat(language, { maximumFractionDigits: 3 })
  return {
    day: (day: Day) => days.format(new Date(`${day}T00:00:00Z`)),
    amount: (cents: Cents, currency: string) =>
      new Intl.NumberFormat(language, { style: 'currency', currency }).format(
        decimalText(cents, 2) as `${number}`,
      ),
    quantity: (quantity: Milli) => quantities.format(decimalText(quantity, 3) as `${number}`),
    part: (part: keyof typeof partsOfDay) => {
      const lang = customerLang(given)
      const said = say(partsOfDay[part], lang)
      // A German noun keeps its capital wherever it stands.
      return lang === 'de' ? said : said.toLowerCase()
    },
  }
}

function lineWords(
  line: OrderLine,
  quantities: ReadonlyMap<string, Milli> | undefined,
  written: Written,
  amount: (cents: Cents) => string,
) {
  const quantity = quantities ? (quantities.get(line.id) ?? 0) : line.ordered - line.cancelled
  if (quantity <= 0) return []
  const [mine = 0] = share(line.gross, [quantity, Math.max(0, line.ordered - line.cancelled - quantity)])
  return [{ name: line.name, sku: line.sku, quantity: written.quantity(quantity), amount: amount(mine) }]
}

/** Who gets the mail, with the logo and the account manager of the organisation that it is for. */
export async function customerWords(
  ctx: Ctx,
  name: string,
  company: string | null,
  organisation: string | null,
): Promise<MailContents['customer']> {
  const logo = organisation ? (await findOrganisation(ctx, organisation))?.logo : null
  const manager = organisation ? await managerOf(ctx, organisation) : undefined
  return {
    name,
    company: company ?? '',
    logo: logo ? placeInMail(logo) : '',
    manager: manager?.name ?? '',
    managerEmail: manager?.email ?? '',
  }
}

export function businessWords(business: Business): MailContents['business'] {
  const town = [business.postcode, business.city].filter(Boolean).join(' ')
  return {
    name: business.tradeName,
    email: business.contactEmail ?? business.email ?? '',
    phone: business.phone ?? '',
    website: business.website ?? '',
    support: business.supportName ?? '',
    supportEmail: business.supportEmail ?? '',
    supportPhone: business.supportPhone ?? '',
    logo: business.logo ? placeInMail(business.logo) : '',
    openingHours: (business.openingHours ?? '')
      .split(/\s*\n\s*/)
      .filter(Boolean)
      .join(' · '),
    address: [[business.street, business.houseNumber].filter(Boolean).join(' '), town]
      .filter(Boolean)
      .join(', '),
  }
}

function pickupAddress(business: Business, location: Location | null): string[] {
  const at = location?.street ? location : business
  return [
    business.tradeName,
    [at.street, at.houseNumber].filter(Boolean).join(' '),
    [at.postcode, at.city].filter(Boolean).join(' '),
  ].filter(Boolean)
}

/** The country stands below an address abroad only, by its name. */
function deliveryAddress(order: Order, home: string, language: string): string[] {
  const { company, name, street, houseNumber, houseNumberSuffix, postcode, city, country } =
    order.shipping ?? order.billing
  const door = [street, houseNumber, houseNumberSuffix].filter(Boolean).join(' ')
  const abroad =
    country && country !== home ? new Intl.DisplayNames(language, { type: 'region' }).of(country) : ''
  return [company ?? '', name, door, [postcode, city].filter(Boolean).join(' '), abroad ?? country].filter(
    Boolean,
  )
}

/** A link that a carrier or a person gave is only followed when it is one of the web. */
function shipmentWords({ carrierTitle, trackingCode, trackingUrl }: Shipment): MailContents['shipments'] {
  const url = trackingUrl && /^https?:\/\//i.test(trackingUrl) ? trackingUrl : ''
  return trackingCode || url ? [{ carrier: carrierTitle, code: trackingCode ?? '', url }] : []
}
