/** What one may ask of an own business's bank accounts and number series. */
import { z } from 'zod'
import { fieldsOf } from '../../../base/check.ts'
import { refuse, refuseField } from '../../../base/refusal.ts'
import { action } from '../../../platform/action.ts'
import { get } from '../../../platform/rows.ts'
import { standard } from '../../../platform/standard.ts'
import { bicOf, ibanOf } from '../checks.ts'
import { isNumberGiven, plansOf, plansOfKind } from '../reads.ts'
import { isCurrency, namesYear, prefixOf } from '../rules.ts'
import { Business, BusinessAccount, NumberPlan } from '../schema.ts'
import { changePlan, clearInvoiceAccount, insertPlan } from '../writes.ts'

export const {
  list: listAccounts,
  create: createAccount,
  change: changeTheAccount,
} = standard(BusinessAccount, '/business-accounts', {
  noun: 'business-account',
  area: 'businesses',
  sort: 'name',
  filters: ['business', 'isActive'],
  async check(ctx, changes, before) {
    if (changes.currency !== undefined && !isCurrency(changes.currency))
      refuseField('currency', 'currency.unknown')
    const values = {
      ...changes,
      ...(changes.iban === undefined ? {} : { iban: ibanOf(changes.iban) }),
      ...(changes.bic ? { bic: bicOf(changes.bic) } : {}),
    }
    const business = before?.business ?? changes.business
    if (changes.isOnInvoice && business)
      await clearInvoiceAccount(ctx, business, before?.id ?? '00000000-0000-0000-0000-000000000000')
    return values
  },
})

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
    const id = plan.business
    const business = await get(ctx, Business, id)
    if (!namesYear(plan.prefix)) refuseField('prefix', 'series.prefix-needs-year')
    if (await isNumberGiven(ctx, id, plan.kind, plan.year))
      refuse('series.in-use', { year: String(plan.year) })
    const plans = await plansOf(ctx, id)
    // Orders are found by number among those of every business; invoices belong to one.
    const elsewhere = plan.kind === 'order' || plan.kind === 'quote' ? await plansOfKind(ctx, plan.kind) : []
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
