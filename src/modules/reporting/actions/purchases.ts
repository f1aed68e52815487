/** What one may ask of purchase invoices: read an e-invoice, book it with its VAT boxes, take it back. */
import { z } from 'zod'
import { dayInput, pageInput } from '../../../base/check.ts'
import { dayOf, type Day } from '../../../base/day.ts'
import { sum } from '../../../base/money.ts'
import { refuse, refuseField } from '../../../base/refusal.ts'
import { splitVatNumber, tidyVatNumber, vatNumberProblem } from '../../../base/vat-number.ts'
import { action } from '../../../platform/action.ts'
import type { Ctx } from '../../../platform/context.ts'
import { filesOf, keepFile, storeBytes } from '../../../platform/files.ts'
import { all, get, lock, page } from '../../../platform/rows.ts'
import { invoiceInPdf, isPdf } from '../../invoicing/e-invoice/enclosed.ts'
import { readInvoice } from '../../invoicing/e-invoice/reader.ts'
import { Business } from '../../organisations/schema.ts'
import { findNumber, ratesOn, taxTables } from '../../tax/reads.ts'
import { locate } from '../../tax/rules/place.ts'
import { closedVatReturn } from '../facts.ts'
import { entryOf, expectedOf, inOwn, proposalOf, turned } from '../purchases.ts'
import { purchaseUses, type PurchaseUse } from '../schema/grids.ts'
import { PurchaseInvoice, purchaseTreatments, type PurchaseTreatment } from '../schema/purchases.ts'
import { insertPurchase } from '../writes.ts'

const cents = z.int().min(-99_999_999_999).max(99_999_999_999)
const lineInput = z.strictObject({
  treatment: z.enum(Object.keys(purchaseTreatments) as [PurchaseTreatment, ...PurchaseTreatment[]]),
  rate: z.int().min(0).max(10_000).default(0),
  base: cents,
  vat: cents.optional(),
  deductible: cents.optional(),
  /** What was bought; only a Belgian return asks. */
  use: z.enum(Object.keys(purchaseUses) as [PurchaseUse, ...PurchaseUse[]]).optional(),
})
const text = (max: number) => z.string().trim().min(1).max(max)

export const listPurchaseInvoices = action({
  http: 'GET /purchase-invoices',
  right: 'purchase-invoices.see',
  says: 'Booked purchase invoices and what took them back, newest first.',
  input: z.object({ business: z.uuid().optional(), ...pageInput }),
  run: (ctx, { business, after, limit }) => page(ctx, PurchaseInvoice, { where: { business }, after, limit }),
})

export const readPurchaseInvoice = action({
  http: 'POST /purchase-invoices/read',
  right: 'purchase-invoices.book',
  says: 'Reads a UBL or CII e-invoice, also one inside a Factur-X PDF, keeps it as it came and proposes how to book it; what cannot be read is not kept.',
  input: z.object({
    business: z.uuid(),
    file: z.object({
      name: z.string().max(255),
      type: z.string().max(100),
      bytes: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
    }),
  }),
  async run(ctx, { business, file }) {
    const { country } = await get(ctx, Business, business)
    const isPaper = isPdf(file.bytes)
    const xml = isPaper ? invoiceInPdf(file.bytes) : file.bytes
    const proposal = proposalOf(readInvoice(xml), country)
    const kept = await keepFile(ctx, {
      stored: await storeBytes(file.bytes),
      name: file.name,
      type: isPaper ? 'application/pdf' : 'application/xml',
      about: null,
      kind: paperKind,
    })
    return { ...proposal, source: file.name, file: kept }
  },
})

export const expectPurchase = action({
  http: 'GET /purchase-invoices/expected',
  right: 'purchase-invoices.see',
  says: 'How the VAT of a purchase from a supplier is expected to be treated, by where it is and what is known of its VAT number.',
  input: z.object({
    business: z.uuid().optional(),
    country: z.string().regex(/^[A-Z]{2}$/),
    vatNumber: z.string().trim().max(20).optional(),
  }),
  async run(ctx, { business, country, vatNumber }) {
    const own = business
      ? await get(ctx, Business, business)
      : (await all(ctx, Business, { isActive: true }, 'createdAt'))[0]
    if (!own) return null
    const tables = await taxTables(ctx)
    const split = vatNumber ? splitVatNumber(tidyVatNumber(vatNumber)) : null
    const place = locate({ country: split?.country ?? country }, dayOf(ctx.now), tables)
    const known =
      split && !vatNumberProblem(tidyVatNumber(vatNumber!)) ? await findNumber(ctx, vatNumber!) : undefined
    const number = split
      ? (known?.state ?? (vatNumberProblem(tidyVatNumber(vatNumber!)) ? 'invalid' : 'pending'))
      : 'none'
    return {
      ...expectedOf({ country: place.country, area: place.area, number }, own.country),
      home: own.country,
    }
  },
})

export const bookPurchaseInvoice = action({
  http: 'POST /purchase-invoices',
  right: 'purchase-invoices.book',
  says: 'Books what a supplier charged, with the boxes of the VAT return that it belongs in.',
  input: z.strictObject({
    business: z.uuid(),
    organisation: z.uuid().optional(),
    supplier: text(200),
    supplierCountry: z.string().regex(/^[A-Z]{2}$/),
    supplierVatNumber: z.string().trim().max(20).optional(),
    number: text(60),
    day: dayInput,
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/)
      .default('EUR'),
    exchangeRate: z
      .string()
      .regex(/^\d{1,9}(\.\d{1,6})?$/)
      .optional(),
    lines: z.array(lineInput).min(1).max(50),
    source: z.string().trim().max(255).default(''),
    /** What reading it kept. */
    file: z.uuid().optional(),
  }),
  async run(ctx, { lines, exchangeRate, ...given }) {
    // Locked, so that the same paper booked twice at once is seen the second time.
    const business = await lock(ctx, Business, given.business)
    await checkOpen(ctx, given.business, given.day)
    const supplierVatNumber = numberOf(given.supplierVatNumber)
    await checkOnce(ctx, { ...given, supplierVatNumber })
    await checkPaper(ctx, given.file)
    const withoutUse = business.country === 'BE' ? lines.findIndex(({ use }) => !use) : -1
    if (withoutUse >= 0) refuseField(`lines.${withoutUse}.use`, 'purchase-invoice.no-use')
    const entries = lines.map(entryOf)
    const isForeign = given.currency !== business.currency
    const rate = isForeign ? (exchangeRate ?? (await ratesOn(ctx, given.currency, given.day))) : null
    if (isForeign && (!rate || Number(rate) === 0))
      return refuseField('exchangeRate', 'purchase-invoice.no-rate', {
        currency: given.currency,
        day: given.day,
      })
    const own = rate ? entries.map((entry) => inOwn(entry, rate)) : entries
    const booked = await insertPurchase(ctx, {
      ...given,
      organisation: given.organisation ?? null,
      file: given.file ?? null,
      supplierVatNumber,
      exchangeRate: rate,
      net: sum(own.map(({ base }) => base)),
      vat: sum(own.filter(({ treatment }) => treatment === 'charged').map(({ vat }) => vat)),
      entries: own,
      source: given.source || 'hand',
      bookedBy: ctx.actor.name,
    })
    ctx.emit('purchase-invoice.booked', booked.id, { number: booked.number, supplier: booked.supplier })
    return booked
  },
})

export const correctPurchaseInvoice = action({
  http: 'POST /purchase-invoices/:invoice/correct',
  right: 'purchase-invoices.book',
  says: 'Takes a booked purchase invoice back on a day of its own; the booking itself stays.',
  input: z.strictObject({ invoice: z.uuid(), reason: text(500), day: dayInput.optional() }),
  async run(ctx, input) {
    const { id, createdAt: _made, ...booked } = await get(ctx, PurchaseInvoice, input.invoice)
    if (booked.corrects || (await all(ctx, PurchaseInvoice, { corrects: id })).length > 0)
      refuse('purchase-invoice.already-corrected')
    const day = input.day ?? dayOf(ctx.now)
    await checkOpen(ctx, booked.business, day)
    const back = await insertPurchase(ctx, {
      ...booked,
      day,
      net: -booked.net,
      vat: -booked.vat,
      entries: turned(booked.entries),
      corrects: id,
      reason: input.reason,
      bookedBy: ctx.actor.name,
    })
    ctx.emit('purchase-invoice.corrected', id, { number: booked.number, reason: input.reason })
    return back
  },
})

function numberOf(typed: string | undefined): string | null {
  if (!typed) return null
  const number = tidyVatNumber(typed)
  // A supplier outside the Union has a number that we know nothing of.
  if (splitVatNumber(number) && vatNumberProblem(number))
    refuseField('supplierVatNumber', 'vat-number.wrong-form', { number })
  return number
}

/** What files of suppliers are in the store of files; the entry asks the right of purchase invoices for them. */
const paperKind = 'purchase-invoice'

async function checkPaper(ctx: Ctx, file: string | undefined): Promise<void> {
  if (file && (await filesOf(ctx, [file]))[0]?.kind !== paperKind)
    refuseField('file', 'purchase-invoice.no-such-file')
}

/** What was declared stays as it was declared. */
async function checkOpen(ctx: Ctx, business: string, day: Day): Promise<void> {
  if (await closedVatReturn(ctx, business, day)) refuseField('day', 'purchase-invoice.in-closed-period')
}

async function checkOnce(
  ctx: Ctx,
  {
    business,
    supplier,
    supplierVatNumber,
    number,
  }: Pick<PurchaseInvoice, 'business' | 'supplier' | 'supplierVatNumber' | 'number'>,
): Promise<void> {
  const same = await all(ctx, PurchaseInvoice, { business, number })
  const corrected = new Set(same.flatMap(({ corrects }) => corrects ?? []))
  const before = same.find(
    (one) =>
      !one.corrects &&
      !corrected.has(one.id) &&
      (supplierVatNumber && one.supplierVatNumber
        ? supplierVatNumber === one.supplierVatNumber
        : supplier.toLowerCase() === one.supplier.toLowerCase()),
  )
  if (before)
    refuseField('number', 'purchase-invoice.already-booked', {
      number,
      supplier: before.supplier,
      day: before.day,
    })
}
