/** What one may ask of exchange rates: take in the file of the European Central Bank, enter one, and look them up. */
import { z } from 'zod'
import { dayInput, pageInput } from '../../../base/check.ts'
import type { Day } from '../../../base/day.ts'
import { refuse, refuseField } from '../../../base/refusal.ts'
import { action } from '../../../platform/action.ts'
import { page } from '../../../platform/rows.ts'
import { readRates } from '../ecb.ts'
import { ratesOn } from '../reads.ts'
import { ExchangeRate } from '../schema/records.ts'
import { insertRates } from '../writes.ts'

const fileInput = z.object({
  name: z.string().max(255),
  type: z.string().max(100),
  bytes: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
})
const currencyInput = z.string().regex(/^[A-Z]{3}$/)

export const listExchangeRates = action({
  http: 'GET /exchange-rates',
  right: 'tax.see',
  says: 'Daily rates against the euro, newest first.',
  input: z.object({ currency: currencyInput.optional(), ...pageInput }),
  run: (ctx, { currency, after, limit }) =>
    page(ctx, ExchangeRate, { where: { currency }, after, limit, sort: '-day' }),
})

export const importExchangeRates = action({
  http: 'POST /exchange-rates/import',
  right: 'tax.manage',
  says: 'Takes in a list of daily rates of the European Central Bank (eurofxref, XML or CSV); known days stay as they are.',
  input: z.object({ file: fileInput }),
  async run(ctx, { file }) {
    const rates = readRates(file.bytes)
    const added = await insertRates(ctx, rates, `ECB, ${file.name}`.slice(0, 300))
    if (added === 0) refuse('exchange-rates.none-new')
    const days = rates.map(({ day }) => day).sort()
    ctx.emit('exchange-rates.taken-in', ctx.newId(), { added, from: days[0]!, to: days.at(-1)! })
    return { added, known: rates.length - added, from: days[0]!, to: days.at(-1)! }
  },
})

export const addExchangeRate = action({
  http: 'POST /exchange-rates',
  right: 'tax.manage',
  says: 'Enters the rate of one currency on one day by hand.',
  input: z.strictObject({
    currency: currencyInput,
    day: dayInput,
    rate: z.string().trim().max(20),
    source: z.string().trim().min(1).max(300),
  }),
  async run(ctx, { currency, day, rate, source }) {
    const text = rate.replace(',', '.')
    if (!/^\d{1,9}(\.\d{1,6})?$/.test(text) || Number(text) === 0 || currency === 'EUR')
      refuseField('rate', 'exchange-rates.rate-wrong')
    const added = await insertRates(ctx, [{ currency, day, rate: text }], source)
    if (added === 0) refuseField('day', 'exchange-rates.day-known')
    ctx.emit('exchange-rates.taken-in', ctx.newId(), { added, from: day, to: day })
    return { currency, day: day as Day, rate: text }
  },
})

export const findExchangeRate = action({
  http: 'GET /exchange-rates/:currency/:day',
  right: 'tax.see',
  says: 'The rate that holds on a day: of that day, or the last one before it within a week.',
  input: z.object({ currency: currencyInput, day: dayInput }),
  run: async (ctx, { currency, day }) => ({ rate: await ratesOn(ctx, currency, day) }),
})
