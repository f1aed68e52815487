/** The living demo: shoppers who buy, pay late or change their mind, and parcels that move, until the program stops. */
import { chanceFrom, type Chance } from './chance.ts'
import type { Journal, ShopNumber } from './journal.ts'
import type { Outside, Placed, Purchase } from './outside.ts'
import { customerOf, type Customer } from './people.ts'
import type { DemoProduct } from './products.ts'

/** Seconds, both ends included: between two orders, before a late payment, before a change of mind, between two moves of the parcels. */
const pace = { order: [5, 20], payment: [20, 120], regret: [30, 180], parcels: [20, 40] } as const

export type Street = {
  readonly outside: Outside
  readonly journal: Journal
  /** What the bicycle shop and the outdoor shop sell. */
  readonly windows: readonly (readonly DemoProduct[])[]
  readonly customers: readonly Customer[]
}

/** Answers how to stop it. */
export function letShoppersIn(street: Street, seed: number, tell: (line: string) => void): () => void {
  const chance = chanceFrom(seed)
  const waiting = new Set<NodeJS.Timeout>()
  let number = street.customers.length + (seed % 1_000_000)

  const after = ([least, most]: readonly [number, number], work: () => void) => {
    const timer = setTimeout(
      () => {
        waiting.delete(timer)
        // A shop that has sold out, or an order that was shipped before the shopper changed his mind, ends no demo.
        try {
          work()
        } catch (error) {
          tell(`a shopper gave up: ${error instanceof Error ? error.message : String(error)}`)
        }
      },
      chance.between(least * 1000, most * 1000),
    )
    waiting.add(timer)
  }

  const shop = () => {
    after(pace.order, shop)
    const nth: ShopNumber = chance.happens(0.6) ? 0 : 1
    const customer = chance.happens(0.35)
      ? chance.pick(street.customers)
      : // A company that nobody has met has a VAT number that the stand-in of VIES does not know.
        customerOf(chance, ++number, false)
    const purchase = purchaseOf(chance, street.windows[nth]!, customer)
    follow(chance, street.journal.place(street.outside, nth, purchase, new Date()), purchase, after)
  }
  const carry = () => {
    after(pace.parcels, carry)
    street.outside.moveParcels()
  }
  after([1, 4], shop)
  after(pace.parcels, carry)
  return () => {
    for (const timer of waiting) clearTimeout(timer)
    waiting.clear()
  }
}

function purchaseOf(chance: Chance, window: readonly DemoProduct[], customer: Customer): Purchase {
  const lines = new Map<string, number>()
  for (let i = 0, count = chance.pick([1, 1, 1, 2, 2, 3]); i < count; i++)
    lines.set(chance.pickSkewed(window).sku, chance.happens(0.15) ? 2 : 1)
  return {
    customer,
    lines: [...lines].map(([sku, pieces]) => ({ sku, pieces })),
    isPickup: chance.happens(0.18),
    isPaid: customer.company === null && chance.happens(0.75),
    note: chance.happens(0.05) ? 'Graag aan de achterdeur bezorgen.' : null,
  }
}

/** Who has not paid pays later, changes his mind, or lets it lie. */
function follow(
  chance: Chance,
  placed: Placed,
  { isPaid }: Purchase,
  after: (span: readonly [number, number], work: () => void) => void,
): void {
  if (isPaid) return
  const luck = chance.next()
  if (luck < 0.7) after(pace.payment, placed.pay)
  else if (luck < 0.85) after(pace.regret, placed.cancel)
}
