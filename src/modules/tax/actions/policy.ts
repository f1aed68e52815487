/** What one may ask of registrations of our own businesses, and of how each channel deals with VAT. */
import { z } from 'zod'
import { changesOf } from '../../../base/check.ts'
import { refuseField } from '../../../base/refusal.ts'
import { vatLettersOf, vatNumberProblem, splitVatNumber, tidyVatNumber } from '../../../base/vat-number.ts'
import { action } from '../../../platform/action.ts'
import { differences } from '../../../platform/rows.ts'
import { standard } from '../../../platform/standard.ts'
import { findPolicy, policyOf, usualPolicy } from '../reads.ts'
import { ChannelTaxPolicy, TaxRegistration } from '../schema/records.ts'
import { changePolicy, insertPolicy } from '../writes.ts'
import { noteNumber } from './numbers.ts'

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
    const { kind, country, number, validFrom, validTo } = { ...before, ...changes }
    if (validTo && validFrom && validTo < validFrom) refuseField('validTo', 'tax.period-turned')
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
