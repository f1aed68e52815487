/** What one may ask of an own business's bank accounts and number series. */
import { z } from 'zod'
import { fieldsOf } from '../../../base/check.ts'
import { refuse, refuseField } from '../../../base/refusal.ts'
import { action, FileAnswer } from '../../../platform/action.ts'
import type { Ctx } from '../../../platform/context.ts'
import { fileOf, readBytes, storeBytes } from '../../../platform/files.ts'
import { all, get, lock } from '../../../platform/rows.ts'
import { standard } from '../../../platform/standard.ts'
import { needApp } from '../../settings/reads.ts'
import { bicOf, ibanOf } from '../checks.ts'
import { keepLogo, logoPng } from '../logo.ts'
import { isNumberGiven, plansOf, plansOfKind } from '../reads.ts'
import { isCurrency, namesYear, prefixOf } from '../rules.ts'
import { Business, BusinessAccount, NumberPlan } from '../schema.ts'
import { changePlan, clearInvoiceAccount, insertPlan, keepBusinessLogo, keepOnBusiness } from '../writes.ts'

export const {
  list: listAccounts,
  create: createAccount,
  change: changeTheAccount,
} = standard(BusinessAccount, '/business-accounts', {
  noun: 'business-account',
  area: 'businesses',
  sort: 'name',
  filters: ['business', 'isActive'],
  taken: { iban: 'business-account.iban-taken' },
  async check(ctx, changes, before) {
    await needApp(ctx, 'orders')
    if (changes.currency !== undefined && !isCurrency(changes.currency))
      refuseField('currency', 'currency.unknown')
    const values = {
      ...changes,
      ...(changes.iban === undefined ? {} : { iban: ibanOf(changes.iban) }),
      ...(changes.bic ? { bic: bicOf(changes.bic) } : {}),
    }
    const account = { ...before, ...values }
    const isOnInvoice = account.isOnInvoice === true && account.isActive !== false
    if (isOnInvoice) {
      await clearInvoiceAccount(ctx, account.business!, before?.id ?? '00000000-0000-0000-0000-000000000000')
      await keepOnBusiness(ctx, account.business!, { iban: account.iban!, bic: account.bic ?? null })
    } else if (before?.isOnInvoice) await keepOnBusiness(ctx, before.business, { iban: null, bic: null })
    return { ...values, isOnInvoice }
  },
})

const image = z.object({
  name: z.string().max(255),
  type: z.string().max(100),
  bytes: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
})

export const setBusinessLogo = action({
  http: 'POST /businesses/:id/logo',
  right: 'businesses.manage',
  says: 'Keeps the logo for papers, mails and the top bar; whatever the image was, it is drawn anew as a PNG.',
  input: z.object({ id: z.uuid(), file: image }),
  async run(ctx, { id, file }) {
    await needApp(ctx, 'orders')
    const png = await storeBytes(await logoPng(file.bytes))
    const before = await lock(ctx, Business, id)
    return changeLogo(ctx, before, await keepLogo(ctx, png, id, before.tradeName))
  },
})

export const removeBusinessLogo = action({
  http: 'DELETE /businesses/:id/logo',
  right: 'businesses.manage',
  says: 'Takes the logo off; invoices that were made keep theirs.',
  input: z.object({ id: z.uuid() }),
  async run(ctx, { id }) {
    await needApp(ctx, 'orders')
    return changeLogo(ctx, await lock(ctx, Business, id), null)
  },
})

async function changeLogo(ctx: Ctx, before: Business, logo: string | null): Promise<Business> {
  const row = await keepBusinessLogo(ctx, before.id, logo)
  ctx.emit('business.changed', row.id, { name: row.tradeName, changes: { logo: [before.logo, logo] } })
  return row
}

export const getHouseStyle = action({
  http: 'GET /house-style',
  right: 'signed-in',
  says: 'The name and logo of the back office: those of the business that was made first.',
  input: z.object({}),
  run: houseStyle,
})

export const getHouseLogo = action({
  http: 'GET /house-style/logo',
  right: 'signed-in',
  says: 'The logo of the back office as PNG.',
  input: z.object({ file: z.uuid().optional() }),
  async run(ctx) {
    const { logo } = await houseStyle(ctx)
    return new FileAnswer(
      await readBytes(await fileOf(ctx, logo ?? refuse('file.not-found'))),
      'image/png',
      'logo.png',
      true,
    )
  },
})

async function houseStyle(ctx: Ctx): Promise<{ name: string | null; logo: string | null }> {
  const [first] = await all(ctx, Business, { isActive: true }, 'createdAt')
  return { name: first?.backOfficeName ?? null, logo: first?.logo ?? null }
}

export const listNumberPlans = action({
  http: 'GET /businesses/:business/number-series',
  right: 'businesses.see',
  input: z.object({ business: z.uuid() }),
  run: async (ctx, input) => ({ rows: await plansOf(ctx, input.business) }),
})

const planFields = fieldsOf(NumberPlan, ['business', 'kind', 'year', 'prefix', 'firstNumber', 'digits'])

export const planNumbers = action({
  http: 'PUT /businesses/:business/number-series',
  right: 'businesses.manage',
  says: 'Sets how the documents of a year are numbered, before the first one; later years go on with the newest plan.',
  input: z.strictObject(planFields),
  async run(ctx, plan) {
    await needApp(ctx, 'orders')
    const id = plan.business
    const business = await get(ctx, Business, id)
    if (!namesYear(plan.prefix)) refuseField('prefix', 'series.prefix-needs-year')
    if (await isNumberGiven(ctx, id, plan.kind, plan.year))
      refuse('series.in-use', { year: String(plan.year) })
    const plans = await plansOf(ctx, id)
    // Orders and parcels are found by number among those of every business; invoices belong to one.
    const isShared = plan.kind === 'order' || plan.kind === 'quote' || plan.kind === 'packing-slip'
    const elsewhere = isShared ? await plansOfKind(ctx, plan.kind) : []
    const other = [...plans, ...elsewhere].find(
      (one) =>
        (one.kind !== plan.kind || one.business !== id) &&
        prefixOf(one.prefix, plan.year) === prefixOf(plan.prefix, plan.year),
    )
    if (other)
      refuseField('prefix', 'series.prefix-taken', { kind: NumberPlan.fields.kind.choices![other.kind] })
    const before = plans.find((one) => one.kind === plan.kind && one.year === plan.year)
    const row = before ? await changePlan(ctx, before.id, plan) : await insertPlan(ctx, plan)
    ctx.emit('number-series.planned', id, {
      name: business.tradeName,
      kind: plan.kind,
      year: plan.year,
      prefix: plan.prefix,
      first: plan.firstNumber,
    })
    return row
  },
})
