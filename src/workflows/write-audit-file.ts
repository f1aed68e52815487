/** An audit file is written page by page, each page in a transaction of its own; the totals follow and the start is put before them. */
import { dayOf } from '../base/day.ts'
import { getBusiness } from '../modules/organisations/actions.ts'
import type { Business } from '../modules/organisations/schema.ts'
import {
  auditEnd,
  auditStart,
  AuditTotals,
  journalEnd,
  journalStart,
} from '../modules/reporting/audit-file.ts'
import {
  bankPage,
  bookedAccounts,
  bookingOf,
  issuedPage,
  purchaseOf,
  purchasePage,
  saleOf,
  settlementOf,
  settlementPage,
  type Audited,
  type AuditedAccount,
  type AuditedDocument,
} from '../modules/reporting/audit-facts.ts'
import type { Period } from '../modules/reporting/facts.ts'
import { keepFile, storeBytes } from '../platform/files.ts'
import { programVersion } from '../platform/program-version.ts'
import { countItems, findRun, finishRun } from '../platform/runs.ts'
import { work, type Tools } from '../platform/workflow.ts'

export const writeAuditFile = work({
  name: 'write-audit-file',
  async run(tools, payload) {
    const id = String(payload.about)
    const { run, business, created } = await tools.act(async (ctx) => {
      const found = await findRun(ctx, id)
      const own = await getBusiness(ctx, { id: String(found.input.business) })
      return {
        run: await countItems(ctx, id, { state: found.state === 'done' ? 'done' : 'running' }),
        business: own,
        created: dayOf(ctx.now, own.timeZone),
      }
    })
    if (run.state === 'done') return
    const year = Number(run.input.year)
    const period: Period = { business: business.id, from: `${year}-01-01`, to: `${year}-12-31` }
    const totals = new AuditTotals()
    const pieces = await collected(journals(tools, period, totals))
    const start = auditStart({ company: companyOf(business), year, created, version: programVersion }, totals)
    const stored = await storeBytes(Buffer.concat([Buffer.from(start), ...pieces, Buffer.from(auditEnd)]))
    const name = `auditfile-${year}-${business.tradeName.replace(/[^A-Za-z0-9]+/g, '-').slice(0, 40)}.xaf`
    await tools.act(async (ctx) => {
      const file = await keepFile(ctx, {
        stored,
        name,
        type: 'application/xml',
        about: business.id,
        kind: 'audit-file',
      })
      await finishRun(ctx, id, { files: [{ file, kind: 'audit-file', name }] })
    })
  },
})

/** The journals as text, a page at a time. */
async function* journals(tools: Tools, period: Period, totals: AuditTotals): AsyncGenerator<string> {
  yield journalStart({ id: 'VERKOOP', name: 'Verkoopboek', kind: 'S', offset: '1300' })
  let last: AuditedDocument | undefined
  for (;;) {
    const page = await tools.act((ctx) => issuedPage(ctx, period, last))
    if (page.length === 0) break
    last = page.at(-1)
    yield page.map((document) => noted(saleOf(document), totals)).join('')
  }
  yield journalEnd
  yield* purchaseJournal(tools, period, totals)
  for (const account of await tools.act((ctx) => bookedAccounts(ctx, period)))
    yield* bankJournal(tools, period, account, totals)
  yield* memorialJournal(tools, period, totals)
}

function noted({ transaction, party, vatCodes }: Audited, totals: AuditTotals): string {
  if (party) totals.meet(party)
  for (const code of vatCodes) totals.vatCodes.set(code.id, code)
  return totals.add(transaction)
}

/** Only for who books purchases here; a journal of nothing says that nothing was bought. */
async function* purchaseJournal(tools: Tools, period: Period, totals: AuditTotals): AsyncGenerator<string> {
  let page = await tools.act((ctx) => purchasePage(ctx, period, 0))
  if (page.length === 0) return
  yield journalStart({ id: 'INKOOP', name: 'Inkoopboek', kind: 'P', offset: '1600' })
  while (page.length > 0) {
    yield page.map((purchase) => noted(purchaseOf(purchase), totals)).join('')
    const { at } = page.at(-1)!
    page = await tools.act((ctx) => purchasePage(ctx, period, at))
  }
  yield journalEnd
}

/** What was paid outside the bank and what will not be paid, so that debtors are what is open. */
async function* memorialJournal(tools: Tools, period: Period, totals: AuditTotals): AsyncGenerator<string> {
  const next = (after: string) => tools.act((ctx) => settlementPage(ctx, period, after))
  let isOpen = false
  for (let page = await next(''); page.last; page = await next(page.last)) {
    if (page.rows.length === 0) continue
    if (!isOpen) yield journalStart({ id: 'MEMORIAAL', name: 'Memoriaal', kind: 'M', offset: '1300' })
    isOpen = true
    yield page.rows.map((settlement) => noted(settlementOf(settlement), totals)).join('')
  }
  if (isOpen) yield journalEnd
}

async function* bankJournal(
  tools: Tools,
  period: Period,
  account: AuditedAccount,
  totals: AuditTotals,
): AsyncGenerator<string> {
  yield journalStart({
    id: account.iban.replace(/\s/g, '').slice(0, 35),
    name: `Bank ${account.name}`,
    kind: 'B',
    offset: '1100',
  })
  let after = 0
  for (;;) {
    const page = await tools.act((ctx) => bankPage(ctx, period, account.id, after))
    if (page.length === 0) break
    after = page.at(-1)!.number
    for (const { customer, customerName } of page.flatMap(({ parts }) => parts))
      if (customer && !totals.parties.has(customer))
        totals.meet({ id: customer, kind: 'C', name: customerName, vatNumber: null, country: null })
    yield page.map((line) => totals.add(bookingOf(line, account.iban))).join('')
  }
  yield journalEnd
}

async function collected(pieces: AsyncIterable<string>): Promise<Buffer[]> {
  const found: Buffer[] = []
  for await (const piece of pieces) found.push(Buffer.from(piece))
  return found
}

const companyOf = ({
  legalName,
  cocNumber,
  vatNumber,
  country,
  currency,
  street,
  houseNumber,
  postcode,
  city,
}: Business) => ({
  name: legalName,
  cocNumber,
  vatNumber,
  country,
  currency,
  street,
  houseNumber,
  postcode,
  city,
})
