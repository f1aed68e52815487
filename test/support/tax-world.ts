/** A Dutch shop in which every case of the VAT rules begins, and how a case bends it. */
import type { Sale, SaleLine } from '../../src/modules/tax/rules/sale.ts'

/** A Dutch shop with OSS sells one thing of € 121,00 to a consumer in Utrecht. */
export const world: Sale = {
  day: '2026-11-02',
  seller: {
    country: 'NL',
    vatNumbers: [{ country: 'NL', isValid: true }],
    hasOss: true,
    isSmallBusiness: false,
    onlyEstablishedIn: 'NL',
    crossBorderThisYear: 0,
    crossBorderLastYear: 0,
  },
  channel: {
    pricesIncludeVat: true,
    crossBorderPricing: 'same-gross',
    reverseCharge: true,
    usesLocalNumbers: true,
    whenUnverified: 'charge-vat',
    lastValidMaxDays: 30,
  },
  customer: { kind: 'consumer' },
  fulfilment: { method: 'delivery', from: 'NL', to: { country: 'NL', postcode: '3511AA' } },
  lines: [{ id: '1', category: 'standard', unitPrice: 1210000, quantity: 1000 }],
}

export type Bend = {
  seller?: Partial<Sale['seller']>
  channel?: Partial<Sale['channel']>
  fulfilment?: Partial<Sale['fulfilment']>
  line?: Partial<SaleLine>
} & Partial<Omit<Sale, 'seller' | 'channel' | 'fulfilment'>>

export function bent({ seller, channel, fulfilment, line, ...rest }: Bend): Sale {
  return {
    ...world,
    lines: [{ ...world.lines[0]!, ...line }],
    ...rest,
    seller: { ...world.seller, ...seller },
    channel: { ...world.channel, ...channel },
    fulfilment: { ...world.fulfilment, ...fulfilment },
  }
}

export const to = (country: string, postcode?: string) => ({ to: { country, postcode } })
export const business = (
  number: string,
  status: 'valid' | 'invalid' | 'unverified' = 'valid',
  lastValidDay?: string,
) => ({ kind: 'business', vatNumber: { number, status, lastValidDay } }) as const
export const noOss = { hasOss: false }
export const ownNumber = { hasOss: false, vatNumbers: [{ country: 'DE', isValid: true }] }
export const tablets = (count: number) =>
  ({ category: 'electronics_nl_rc', unitPrice: 121000, quantity: count * 1000 }) as const
export const secondHand = { margin: { purchasePrice: 600000 } }
