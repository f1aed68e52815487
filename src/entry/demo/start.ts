/** Starts the demo: fills it once, opens what stands in for the outside, connects it, and lets the shoppers in. */
import { join } from 'node:path'
import { isAnybodyKnown } from '../../modules/users/reads.ts'
import { system } from '../../platform/context.ts'
import { nobodys } from '../../platform/database.ts'
import type { Machine } from '../../platform/machine.ts'
import { accounts, demoPassword } from './accounts.ts'
import { fillDemo, peopleAndThings, type DemoSize } from './fill.ts'
import { openJournal } from './journal.ts'
import { company } from './merchant.ts'
import { connectAll, lastOrdersOf, type OpenOutside, type Outside } from './outside.ts'
import type { DemoProduct } from './products.ts'
import { letShoppersIn } from './shoppers.ts'

export type Demo = { stop(): Promise<void> }

type Options = {
  /** Where the demo keeps what its webshops must not forget. */
  readonly folder: string
  readonly openOutside: OpenOutside
  readonly tell: (line: string) => void
  readonly size: DemoSize
}

/** The merchant's own number is asked about like a customer's. */
const own = { ...company, company: { ...company, name: company.legalName } }

/** So many articles stand in the window of a webshop. */
const inWindow = 160

/** On the migrated database, before anybody comes in. */
export async function startDemo(
  machine: Machine,
  { folder, openOutside, tell, size }: Options,
): Promise<Demo> {
  const tenant = (await tenantOf(machine)) ?? (await fill(machine, size, tell))
  const { products, customers } = peopleAndThings(size)
  const windows = windowsOf(products)
  const journal = openJournal(join(folder, 'webshops.jsonl'), await lastOrdersOf(machine, tenant))
  const outside: Outside = await openOutside({
    shops: [
      { products: windows[0]!, lastOrder: journal.starts[0] },
      { products: windows[1]!, lastOrder: journal.starts[1] },
    ],
    companies: [own, ...customers].flatMap(({ company, street, houseNumber, postcode, city }) =>
      company ? [{ ...company, address: `${street} ${houseNumber}\n${postcode} ${city}` }] : [],
    ),
  })
  journal.replay(outside, machine.now())
  await connectAll(machine, tenant, outside)
  const closeStreet = letShoppersIn(
    { outside, journal, windows, customers },
    machine.now().getTime() % 2 ** 31,
    tell,
  )
  return {
    async stop() {
      closeStreet()
      await outside.close()
    },
  }
}

async function tenantOf(machine: Machine): Promise<string | null> {
  if (!(await machine.act({ tenant: nobodys, actor: system }, isAnybodyKnown))) return null
  const { rows } = await machine.database.owner.query<{ id: string }>(
    'select id from tenants order by created_at limit 1',
  )
  return rows[0]?.id ?? null
}

async function fill(machine: Machine, size: DemoSize, tell: (line: string) => void): Promise<string> {
  const from = performance.now()
  tell(`the first start makes a merchant with a year of ${size.orders} orders; this takes about a minute`)
  const { tenant, check } = await fillDemo(machine, size, tell)
  const seconds = Math.round((performance.now() - from) / 1000)
  const wrong = check.rules
    .filter(({ faults }) => faults > 0)
    .map(({ words, faults }) => `${words.en}: ${faults}`)
  tell(
    wrong.length === 0
      ? `ready in ${seconds} s; the books add up`
      : `ready in ${seconds} s, but the books do not add up: ${wrong.join('; ')}`,
  )
  return tenant
}

/** What each webshop sells, the cheap more than the dear; the same at every start. */
function windowsOf(products: readonly DemoProduct[]): DemoProduct[][] {
  const goods = products.filter(({ kind, base }) => kind === 'goods' && base[0] > 0)
  return [
    goods.filter(({ isOutdoor }) => !isOutdoor),
    goods.filter(({ isOutdoor, cents }) => isOutdoor || cents < 4000),
  ].map((own) =>
    own.filter((_, i) => i % Math.max(1, Math.floor(own.length / inWindow)) === 0).slice(0, inWindow),
  )
}

/** What a newcomer reads when it runs. */
export function welcome(address: string, folder: string): string {
  const width = Math.max(...accounts.map(({ email }) => email.length))
  return [
    '',
    `  Pakhuis, demo: ${address}`,
    '',
    `  Sign in as one of these, with the password ${demoPassword}`,
    ...accounts.map(({ email, says }) => `    ${email.padEnd(width)}  ${says}`),
    '  They read Dutch; English is chosen under the person at the top right.',
    '',
    '  Try this',
    '    Orders: new ones come in by themselves, every five to twenty seconds, from two webshops.',
    '    Search for a name, a postcode with a house number or an item code.',
    '    Planning: drag an order to another day and print the papers of a day.',
    `    ${address}/api/system/self-check tells, while you are signed in, whether everything adds up.`,
    '',
    `  Everything stands in ${folder} and nothing leaves this machine. Stop with Ctrl-C.`,
    '',
  ].join('\n')
}
