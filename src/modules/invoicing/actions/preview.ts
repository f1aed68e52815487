/** What a business's invoices would look like with settings that are not kept yet. */
import { z } from 'zod'
import { changesOf, fieldsOf } from '../../../base/check.ts'
import { dayOf, yearOf } from '../../../base/day.ts'
import { action, afterwards, FileAnswer } from '../../../platform/action.ts'
import { readBytes } from '../../../platform/files.ts'
import { getBusiness } from '../../organisations/actions.ts'
import { plansOf } from '../../organisations/reads.ts'
import { Business, NumberPlan } from '../../organisations/schema.ts'
import { fromRecord } from '../documents/from-record.ts'
import { letterheadOf, stationeryOf } from '../documents/letterhead.ts'
import { drawInvoice } from '../documents/printed-invoice.ts'
import { sampleInvoice } from '../documents/sample-invoice.ts'

/** Everything of a business that its invoices show. */
const shown = [
  'legalName',
  'tradeName',
  'cocNumber',
  'vatNumber',
  'taxNumber',
  'street',
  'houseNumber',
  'postcode',
  'city',
  'email',
  'phone',
  'website',
  'iban',
  'bic',
  'invoiceLayout',
  'invoiceColumns',
  'invoiceFooter',
  'invoiceTexts',
  'termsWithInvoice',
  'showsBank',
  'showsGrossToConsumers',
  'paymentTermDays',
] as const

export const previewInvoice = action({
  http: 'POST /businesses/:business/invoice-preview',
  right: 'businesses.see',
  says: 'Draws an example invoice as SVG with these settings in the place of the kept ones; keeps nothing.',
  // Nothing is changed, so there is nothing that a repeated request could do twice.
  shownOnce: true,
  input: z.strictObject({
    business: z.uuid(),
    language: z.enum(['nl', 'en', 'de']).default('nl'),
    plan: z.strictObject(fieldsOf(NumberPlan, ['prefix', 'firstNumber', 'digits'])).optional(),
    ...changesOf(Business, shown),
  }),
  async run(ctx, { business: id, language, plan, ...given }) {
    const business: Business = { ...(await getBusiness(ctx, { id })), ...defined(given) }
    const day = dayOf(ctx.now, business.timeZone)
    const kept = (await plansOf(ctx, id)).filter((one) => one.kind === 'invoice' && one.year <= yearOf(day))
    const stationery = await stationeryOf(ctx, business, language, null)
    const record = sampleInvoice(business, plan ?? kept.at(-1) ?? null, language, day)
    const logo = stationery.logo && (await readBytes(stationery.logo))
    const printed = fromRecord(record, letterheadOf(stationery, language, logo))
    return new FileAnswer(
      afterwards(() => drawInvoice(printed)),
      'image/svg+xml',
      'invoice.svg',
      true,
    )
  },
})

const defined = <T extends object>(given: T): { [K in keyof T]: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as never
