/** How the shop suite's troubles look at a Vendure, simulated or real. */
import { commonTroubles, type ShopCall, type Trouble } from '../../contracts/shop.suite.ts'
import type { SimulatedFault } from '../../contracts/simulator.ts'

/** The fault that makes the trouble, for the requests of the call: all go to one address, so their text tells them apart. */
export const vendureFault = (call: ShopCall, trouble: Trouble, times = 1): SimulatedFault => ({
  ...commonTroubles[trouble],
  ...(trouble === 'signed-out' && { status: 200, body: forbidden }),
  bodyHas: textOf[call],
  times,
})

const textOf: Readonly<Record<ShopCall, string>> = {
  read: 'OrderFields',
  ship: 'addFulfillmentToOrder',
  cancel: 'cancelOrder',
  stock: 'updateProductVariants',
  any: '',
}

/** As recorded: a session that ended says so with status 200. */
const forbidden = JSON.stringify({
  errors: [
    {
      message: 'You are not currently authorized to perform this action',
      path: ['orders'],
      extensions: { code: 'FORBIDDEN' },
    },
  ],
  data: null,
})
