/** Shipping rules, and the files that printing makes. */
import { z } from 'zod'
import { refuse, refuseField } from '../../../base/refusal.ts'
import { action, afterwards, FileAnswer } from '../../../platform/action.ts'
import { can } from '../../../platform/context.ts'
import { fileOf, readBytes } from '../../../platform/files.ts'
import { standard } from '../../../platform/standard.ts'
import { carriersOf } from '../reads.ts'
import { ShippingRule } from '../schema.ts'

export const {
  list: listShippingRules,
  get: getShippingRule,
  create: createShippingRule,
  change: changeShippingRule,
} = standard(ShippingRule, '/shipping-rules', {
  noun: 'shipping-rule',
  area: 'fulfilment',
  search: ['name'],
  sort: 'priority',
  filters: ['channel', 'business'],
  async check(ctx, changes) {
    const isKnown = !changes.connection || (await carriersOf(ctx)).some(({ id }) => id === changes.connection)
    if (!isKnown) refuseField('connection', 'shipment.wrong-carrier')
    return changes
  },
})

/** Which right a kind of file asks; what is not named asks the general one. */
const rightOf: Readonly<Record<string, string>> = {
  label: 'fulfilment.see',
  stickers: 'fulfilment.see',
  invoice: 'invoices.see',
  invoices: 'invoices.see',
  logo: 'customers.see',
  'purchase-invoice': 'purchase-invoices.see',
  'general-terms': 'settings.see',
}

export const getFile = action({
  http: 'GET /files/:file',
  right: 'signed-in',
  says: 'A file as it was made; which right it asks follows from what it is.',
  input: z.object({ file: z.uuid() }),
  async run(ctx, input) {
    const file = await fileOf(ctx, input.file)
    if (!can(ctx.actor, rightOf[file.kind] ?? 'files.see')) refuse('file.not-allowed')
    return new FileAnswer(
      afterwards(() => readBytes(file)),
      file.type,
      file.name,
      file.type === 'application/pdf',
    )
  },
})
