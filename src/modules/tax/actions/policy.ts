/** What one may ask of registrations of our own businesses, and of how each channel deals with VAT. */
import { z } from 'zod'
import { changesOf } from '../../../base/check.ts'
import { dayOf, type Day } from '../../../base/day.ts'
import { refuseField } from '../../../base/refusal.ts'
import { vatLettersOf, vatNumberProblem, splitVatNumber, tidyVatNumber } from '../../../base/vat-number.ts'
import { action } from '../../../platform/action.ts'
import type { Ctx } from '../../../platform/context.ts'
import { all, differences } from '../../../platform/rows.ts'
import { standard } from '../../../platform/standard.ts'
import { crossBorderNet, findPolicy, policyOf, registrationsOf, taxTables, usualPolicy } from '../reads.ts'
import { limitOf } from '../rules/rates.ts'
import { ChannelTaxPolicy, TaxRegistration } from '../schema/records.ts'
import { changePolicy, changeRegistration, insertPolicy } from '../writes.ts'
import { noteNumber } from './numbers.ts'
import { checkPeriod, ended, keepPast } from './periods.ts'

export const {
  list: listTaxRegistrations,
  get: getTaxRegistration,
  create: addTaxRegistration,
  change: changeTaxRegistration,
} = standard(TaxRegistration, '/tax-registrations', {
  noun: 'tax-registration',
  area: 'tax',
  filters: ['business', 'kind', 'country'],
  async check(ctx, changes, before) {
    const row = { ...before, ...changes }
    const { kind, country, number } = row
    if (before) keepPast(ctx, before, row.validTo ?? null, {})
    const others = await all(ctx, TaxRegistration, { business: row.business, kind, country })
    const open = checkPeriod(row, others, before)
    if (open)
      ctx.emit('tax-registration.changed', open.id, {
        changes: await ended(row, open, (id, validTo) => changeRegistration(ctx, id, { validTo })),
      })
    if (kind === 'ioss') return { ...changes, ...(before ? {} : { number: iossNumber(number) }) }
    if (kind !== 'vat') return changes
    if (!number) return refuseField('number', 'vat-number.is-missing')
    const problem = vatNumberProblem(number)
    if (problem) refuseField('number', `vat-number.${problem}`, { number })
    const found = splitVatNumber(number)!.country
    if (found !== vatLettersOf(country ?? ''))
      refuseField('number', 'vat-number.other-country', { number, found, country })
    await noteNumber(ctx, number, { isOwn: true })
    return changes.number === undefined ? changes : { ...changes, number: tidyVatNumber(number) }
  },
})

/** Annex of Regulation (EU) 2020/194: IM, three digits of the state, six of the trader and a check digit nobody published. */
function iossNumber(typed: string | null | undefined): string {
  const number = tidyVatNumber(typed ?? '')
  if (!number) return refuseField('number', 'vat-number.is-missing')
  return /^IM\d{10}$/.test(number) ? number : refuseField('number', 'vat-number.not-ioss', { number })
}

export const getChannelTaxPolicy = action({
  http: 'GET /channels/:channel/tax-policy',
  right: 'tax.see',
  says: 'How a channel deals with VAT; what nobody set has its usual value.',
  input: z.object({ channel: z.uuid() }),
  run: (ctx, input) => policyOf(ctx, input.channel),
})

export const setChannelTaxPolicy = action({
  http: 'PATCH /channels/:channel/tax-policy',
  right: 'tax.manage',
  says: 'Changes how a channel deals with VAT: prices, reverse charge, own numbers, and numbers that cannot be checked.',
  input: z.strictObject({
    version: z.int().optional(),
    ...changesOf(ChannelTaxPolicy, [
      'pricesIncludeVat',
      'priceCountry',
      'crossBorderPricing',
      'reverseCharge',
      'usesLocalNumbers',
      'whenUnverified',
      'lastValidMaxDays',
    ]),
    channel: z.uuid(),
  }),
  async run(ctx, { channel, version, ...given }) {
    const changes = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
    const before = await findPolicy(ctx, channel)
    const after = before
      ? await changePolicy(ctx, before.id, changes, version)
      : await insertPolicy(ctx, { ...usualPolicy(channel), ...changes })
    ctx.emit('channel-tax-policy.changed', channel, {
      changes: differences(ChannelTaxPolicy, before ?? { ...after, ...usualPolicy(channel) }, after),
    })
    return after
  },
})

/** From so many hundredths of the limit on somebody should think about OSS. */
const nearPercent = 80

export const watchDistanceSales = action({
  http: 'GET /businesses/:business/distance-sales',
  right: 'tax.see',
  says: 'Sales to consumers in other member states this year and last, beside the limit up to which home VAT is right.',
  input: z.object({ business: z.uuid() }),
  run: (ctx, input) => distanceSalesOf(ctx, input.business, dayOf(ctx.now)),
})

/** Whether a business nears or passed the limit of art. 59c, and whether that still says anything. */
export async function distanceSalesOf(ctx: Ctx, business: string, day: Day) {
  const { thisYear, lastYear } = await crossBorderNet(ctx, business, day)
  const limit = limitOf(await taxTables(ctx), 'distance-sales', day)
  const hasOss = (await registrationsOf(ctx, business)).some(
    ({ kind, validFrom, validTo }) =>
      kind === 'oss_union' && validFrom <= day && (validTo === null || validTo >= day),
  )
  const most = Math.max(thisYear, lastYear)
  const state =
    most > limit
      ? ('passed' as const)
      : thisYear * 100 >= limit * nearPercent
        ? ('near' as const)
        : ('below' as const)
  return { thisYear, lastYear, limit, hasOss, state }
}
