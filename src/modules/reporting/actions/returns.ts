/** What one may ask of returns and lists: behind the password, with the documents under every figure, and as CSV. */
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { dayInput } from '../../../base/check.ts'
import { csvLine, csvMark } from '../../../base/csv.ts'
import { dayOf, daysBetween, type Day } from '../../../base/day.ts'
import { decimalText } from '../../../base/money.ts'
import { refuse, refuseField } from '../../../base/refusal.ts'
import { say, words, type Words } from '../../../base/words.ts'
import { action, FileAnswer } from '../../../platform/action.ts'
import type { Ctx } from '../../../platform/context.ts'
import { nobodys } from '../../../platform/database.ts'
import { all, get } from '../../../platform/rows.ts'
import { Business } from '../../organisations/schema.ts'
import {
  debtorsOf,
  documentsOf,
  figuresOf,
  invoicedIn,
  listedCorrectionsOf,
  listingOf,
  openDocuments,
  revenueParts,
  unconvertedIn,
  unplacedIn,
  withoutRate,
  type BoxDocument,
  type Drill,
  type OpenAsked,
  type Period,
} from '../facts.ts'
import { ossDocuments, ossOf, ossWithoutRate } from '../oss.ts'
import { documentBoxes, listedInReturn, quarterOf, returnOf } from '../reports.ts'
import { ClosedPeriod, reportKinds } from '../schema.ts'
import { agePeriods, vatBoxes, wordsOfBox, type VatBox } from '../schema/boxes.ts'
import { filingOf } from '../filing/kinds.ts'
import { insertClosed } from '../writes.ts'

const seen = { right: 'reports.see', stepUp: true } as const
const form = { as: z.enum(['json', 'csv']).default('json') }
const period = { business: z.uuid(), from: dayInput, to: dayInput }
const paging = {
  after: z.string().max(60).default(''),
  limit: z.coerce.number().int().min(1).max(5000).default(500),
}
const year = z.coerce.number().int().min(2000).max(2200)
const quarter = z.coerce.number().int().min(1).max(4)

export const getVatReturn = action({
  ...seen,
  http: 'GET /reports/vat-return',
  says: 'The boxes of the Dutch return, or the grids of the Belgian one, for a period: from issued documents and booked purchases, with what was declared when it was closed.',
  input: z.object({ ...period, ...form }),
  async run(ctx, { as, ...asked }) {
    const { country } = await get(ctx, Business, checked(asked).business)
    const figures = await figuresOf(ctx, asked)
    const { form, rows } = returnOf(country, figures)
    if (as === 'csv')
      return csv(
        ctx,
        'btw-aangifte',
        asked,
        [
          words('Rubriek', 'Box'),
          words('Omschrijving', 'Description'),
          words('Bedrag', 'Amount'),
          words('Btw', 'VAT'),
          words('Documenten', 'Documents'),
        ],
        rows.map(({ box, base, vat, documents }) => [
          box,
          say(wordsOfBox(box), ctx.lang),
          money(base),
          money(vat),
          documents,
        ]),
      )
    return {
      form,
      rows: rows.map((row) => ({ ...row, euros: 'euros' in row ? row.euros : null })),
      invoiced: await invoicedIn(ctx, asked),
      unconverted: await unconvertedIn(ctx, asked),
      unplaced: figures.some(({ box }) => box === 'BE:none') ? await unplacedIn(ctx, asked) : [],
      filing: filingOf(country, 'vat-return'),
      closed: await closedOf(ctx, 'vat-return', asked, rows),
    }
  },
})

export const listVatDocuments = action({
  ...seen,
  http: 'GET /reports/vat-return/:box/documents',
  says: 'The documents behind a box of the return.',
  input: z.object({ box: z.enum(documentBoxes as [string, ...string[]]), ...period, ...paging, ...form }),
  run: (ctx, { box, as, after, limit, ...asked }) =>
    drilled(
      ctx,
      checked(asked),
      { boxes: [`NL:${box}`, `BE:${box}`] },
      { as, after, limit, name: `rubriek-${box}` },
    ),
})

export const getSalesList = action({
  ...seen,
  http: 'GET /reports/icp',
  says: 'Supplies to businesses in other member states per VAT number, goods and services apart, and whether they equal the return (box 3b, or grids 44 and 46 less 48).',
  input: z.object({ ...period, ...form }),
  async run(ctx, { as, ...asked }) {
    const rows = await listingOf(ctx, checked(asked))
    if (as === 'csv')
      return csv(
        ctx,
        'icp',
        asked,
        [
          words('Btw-nummer', 'VAT number'),
          words('Naam', 'Name'),
          words('Goederen', 'Goods'),
          words('Diensten', 'Services'),
          words('Documenten', 'Documents'),
        ],
        rows.map(({ number, name, goods, services, documents }) => [
          number,
          name,
          money(goods),
          money(services),
          documents,
        ]),
      )
    const listed = rows.reduce((total, { goods, services }) => total + goods + services, 0)
    const { country } = await get(ctx, Business, asked.business)
    const declared = returnOf(country, await figuresOf(ctx, asked))
    const inReturn = listedInReturn(declared)
    return {
      form: declared.form,
      rows,
      listed,
      inReturn,
      isEqual: inReturn === null || listed === inReturn,
      filing: filingOf(country, 'icp'),
      withoutNumber: rows.some(({ number }) => number === ''),
      /** Part of the rows: what the form may ask apart, or in the period that it was declared in. */
      corrections: await listedCorrectionsOf(ctx, asked),
      closed: await closedOf(ctx, 'icp', asked, rows),
    }
  },
})

export const listSalesListDocuments = action({
  ...seen,
  http: 'GET /reports/icp/:number/documents',
  says: 'The documents behind one buyer of the listing.',
  input: z.object({ number: z.string().max(20), ...period, ...paging, ...form }),
  run: (ctx, { number, as, after, limit, ...asked }) =>
    drilled(
      ctx,
      checked(asked),
      { boxes: ['ICP:goods', 'ICP:services'], buyerNumber: number.toUpperCase() },
      { as, after, limit, name: `icp-${number}` },
    ),
})

export const getOssReturn = action({
  ...seen,
  http: 'GET /reports/oss',
  says: 'The one-stop shop per quarter: a line per state of consumption, state of dispatch and rate, and apart from them what is corrected of earlier quarters; an empty list is a nil return.',
  input: z.object({ business: z.uuid(), year, quarter, ...form }),
  async run(ctx, { as, business, year: y, quarter: q }) {
    const asked = { business, ...quarterOf(y, q) }
    const { rows, corrections } = await ossOf(ctx, asked)
    if (as === 'csv')
      return csv(
        ctx,
        'oss',
        asked,
        [
          words('Land', 'Country'),
          words('Verzonden uit', 'Dispatched from'),
          words('Tarief', 'Rate'),
          words('Correctie op', 'Correction of'),
          words('Bedrag', 'Amount'),
          words('Btw', 'VAT'),
          words('Documenten', 'Documents'),
        ],
        [
          ...rows.map(({ country, dispatch, rate, base, vat, documents }) => [
            country,
            dispatch,
            decimalText(rate, 2),
            '',
            money(base),
            money(vat),
            documents,
          ]),
          ...corrections.map(({ country, year: ofYear, quarter: of, base, vat, documents }) => [
            country,
            '',
            '',
            `${ofYear} Q${of}`,
            money(base),
            money(vat),
            documents,
          ]),
        ],
      )
    const { country, timeZone } = await get(ctx, Business, business)
    return {
      rows,
      corrections,
      /** Of a quarter that is over the rate of its last day is known. */
      unconverted: dayOf(ctx.now, timeZone) > asked.to ? await ossWithoutRate(ctx, asked) : [],
      filing: filingOf(country, 'oss'),
      from: asked.from,
      to: asked.to,
      closed: await closedOf(ctx, 'oss', asked, [...rows, ...corrections]),
    }
  },
})

const state = z.string().regex(/^[A-Z]{2}$/)

export const listOssDocuments = action({
  ...seen,
  http: 'GET /reports/oss/:country/documents',
  says: 'The documents behind one state of the one-stop shop, and one rate or state of dispatch when asked; with correctedYear and correctedQuarter those that correct that quarter.',
  input: z.object({
    country: state,
    dispatch: state.optional(),
    rate: z.coerce.number().int().min(0).max(10_000).optional(),
    correctedYear: year.optional(),
    correctedQuarter: quarter.optional(),
    business: z.uuid(),
    year,
    quarter,
    ...paging,
    ...form,
  }),
  run: (ctx, { country, dispatch, rate, correctedYear, correctedQuarter, business, ...more }) => {
    const asked = { business, ...quarterOf(more.year, more.quarter) }
    const corrects =
      correctedYear && correctedQuarter ? quarterOf(correctedYear, correctedQuarter).from : undefined
    return shown(
      ctx,
      asked,
      (after, limit) => ossDocuments(ctx, asked, { country, dispatch, rate, corrects }, after, limit),
      { ...more, name: `oss-${country}` },
    )
  },
})

const debtorsAsked = {
  business: z.uuid().optional(),
  accountManager: z.union([z.literal('mine'), z.uuid()]).optional(),
  on: dayInput.optional(),
}

type DebtorsAsked = { [K in keyof typeof debtorsAsked]?: string | undefined }

/** A key or the program itself is nobody's account manager. */
const openAsked = (ctx: Ctx, { business, accountManager, on }: DebtorsAsked): OpenAsked => ({
  business: business ?? null,
  accountManager: (accountManager === 'mine' ? (ctx.actor.id ?? nobodys) : accountManager) ?? null,
  day: dayAsked(ctx, on),
})

/** Nobody knows what will be open on a day to come. */
function dayAsked(ctx: Ctx, on: Day | undefined): Day {
  const today = dayOf(ctx.now)
  if (on && on > today) refuseField('on', 'report.day-to-come')
  return on ?? today
}

export const getDebtors = action({
  ...seen,
  http: 'GET /reports/debtors',
  says: 'Open amounts per debtor, by how late they are; on a day in the past, as they were then by what the bank booked until that day. accountManager=mine gives those of the organisations that the asker looks after.',
  input: z.object({ ...debtorsAsked, ...form }),
  async run(ctx, { as, ...given }) {
    const asked = openAsked(ctx, given)
    const { day } = asked
    const rows = await debtorsOf(ctx, asked)
    const ages = Object.keys(agePeriods) as (keyof typeof agePeriods)[]
    if (as === 'csv')
      return csv(
        ctx,
        'openstaand',
        day,
        [
          words('Debiteur', 'Debtor'),
          words('Valuta', 'Currency'),
          words('Totaal', 'Total'),
          ...ages.map((age) => agePeriods[age]),
          words('Accountmanager', 'Account manager'),
        ],
        rows.map((row) => [
          row.name,
          row.currency,
          money(row.total),
          ...ages.map((age) => money(row.ages[age] ?? 0)),
          row.managerName,
        ]),
      )
    return { on: day, rows }
  },
})

export const listOpenDocuments = action({
  ...seen,
  http: 'GET /reports/debtors/documents',
  says: 'The open documents behind the amounts per debtor, or of one of them; on a day in the past as they were then.',
  input: z.object({ ...debtorsAsked, debtor: z.uuid().optional(), ...form }),
  async run(ctx, { as, debtor, ...given }) {
    const asked = openAsked(ctx, given)
    const { day } = asked
    const rows = await openDocuments(ctx, asked, debtor ?? null)
    if (as === 'csv')
      return csv(
        ctx,
        'openstaande-posten',
        day,
        [
          words('Nummer', 'Number'),
          words('Datum', 'Date'),
          words('Vervaldatum', 'Due date'),
          words('Debiteur', 'Debtor'),
          words('Valuta', 'Currency'),
          words('Totaal', 'Total'),
          words('Openstaand', 'Due'),
        ],
        rows.map((row) => [
          row.number,
          row.day,
          row.dueDay,
          row.customerName,
          row.currency,
          money(row.total),
          money(row.due),
        ]),
      )
    return { rows }
  },
})

export const getRevenueParts = action({
  ...seen,
  http: 'GET /reports/finance',
  says: 'Revenue without VAT in the currency of the business: goods apart from shipping, other costs and discounts; the parts are the total.',
  input: z.object({ ...period, ...form }),
  async run(ctx, { as, ...asked }) {
    const rows = await revenueParts(ctx, checked(asked))
    if (as === 'csv')
      return csv(
        ctx,
        'omzet',
        asked,
        [words('Deel', 'Part'), words('Exclusief btw', 'Without VAT'), words('Documenten', 'Documents')],
        rows.map(({ part, name, net, documents }) => [name ?? part, money(net), documents]),
      )
    return {
      rows,
      total: (await invoicedIn(ctx, asked)).net,
      unconverted: await withoutRate(ctx, asked),
    }
  },
})

export const closePeriod = action({
  http: 'POST /reports/closings',
  right: 'reports.close',
  stepUp: true,
  says: 'Keeps what was declared of a period that is over; the report shows from then on whether anything differs.',
  input: z.strictObject({
    report: z.enum(Object.keys(reportKinds) as [keyof typeof reportKinds, ...(keyof typeof reportKinds)[]]),
    ...period,
  }),
  async run(ctx, { report, ...asked }) {
    const { timeZone, country } = await get(ctx, Business, checked(asked).business)
    if (dayOf(ctx.now, timeZone) <= asked.to) refuse('report.not-over', { to: asked.to })
    if (await closedRow(ctx, report, asked)) refuse('report.already-closed')
    const figures =
      report === 'icp'
        ? await listingOf(ctx, asked)
        : report === 'oss'
          ? await ossOf(ctx, asked).then(({ rows, corrections }) => [...rows, ...corrections])
          : returnOf(country, await figuresOf(ctx, asked)).rows
    const closed = await insertClosed(ctx, {
      business: asked.business,
      report,
      fromDay: asked.from,
      toDay: asked.to,
      figures,
      figuresHash: hashOf(figures),
      closedBy: ctx.actor.name,
    })
    ctx.emit('period.closed', closed.id, { report, from: asked.from, to: asked.to })
    return closed
  },
})

function checked(asked: Period): Period {
  if (asked.to < asked.from) refuseField('to', 'report.period-turned')
  if (daysBetween(asked.from, asked.to) > 5 * 366) refuseField('to', 'report.period-too-long')
  return asked
}

const closedRow = async (ctx: Ctx, report: ClosedPeriod['report'], { business, from, to }: Period) =>
  (await all(ctx, ClosedPeriod, { business, report, fromDay: from, toDay: to }))[0]

/** What was declared, and whether the documents still say so. */
async function closedOf(ctx: Ctx, report: ClosedPeriod['report'], asked: Period, now: readonly unknown[]) {
  const closed = await closedRow(ctx, report, asked)
  return closed
    ? {
        at: closed.createdAt,
        by: closed.closedBy,
        figures: closed.figures,
        isSame: closed.figuresHash === hashOf(now),
      }
    : null
}

const hashOf = (figures: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(figures)).digest('hex')

type Shown = {
  readonly as: 'json' | 'csv'
  readonly after: string
  readonly limit: number
  readonly name: string
}

const drilled = (ctx: Ctx, asked: Period, drill: Drill, how: Shown) =>
  shown(ctx, asked, (after, limit) => documentsOf(ctx, asked, drill, after, limit), how)

async function shown(
  ctx: Ctx,
  asked: Period,
  documents: (after: string, limit: number) => Promise<BoxDocument[]>,
  { as, after, limit, name }: Shown,
) {
  const rows = await documents(after, as === 'csv' ? 100_000 : limit + 1)
  if (as === 'csv')
    return csv(
      ctx,
      name,
      asked,
      [
        words('Nummer', 'Number'),
        words('Datum', 'Date'),
        words('Klant', 'Customer'),
        words('Btw-nummer', 'VAT number'),
        words('Bedrag', 'Amount'),
        words('Btw', 'VAT'),
      ],
      rows.map((row) => [row.number, row.day, row.buyer, row.buyerNumber, money(row.base), money(row.vat)]),
    )
  return { rows: rows.slice(0, limit), next: rows.length > limit ? rows[limit - 1]!.number : null }
}

const money = (cents: number | null): string => (cents === null ? '' : decimalText(cents, 2))

function csv(
  ctx: Ctx,
  name: string,
  asked: Period | Day,
  heading: readonly Words[],
  rows: readonly (readonly (string | number | null)[])[],
): FileAnswer {
  const comma = (cell: string | number | null) =>
    ctx.lang === 'nl' && typeof cell === 'string' && /^-?\d+\.\d\d$/.test(cell)
      ? cell.replace('.', ',')
      : cell
  const text =
    csvMark +
    csvLine(heading.map((one) => say(one, ctx.lang))) +
    rows.map((row) => csvLine(row.map(comma))).join('')
  return new FileAnswer(
    new TextEncoder().encode(text),
    'text/csv; charset=utf-8',
    `${name}-${typeof asked === 'string' ? asked : `${asked.from}-${asked.to}`}.csv`,
  )
}

/** The boxes by their words, for who shows the form. */
export const listVatBoxes = action({
  http: 'GET /reports/vat-boxes',
  right: 'signed-in',
  input: z.object({}),
  run: async (ctx) => ({
    rows: (Object.keys(vatBoxes) as VatBox[]).map((box) => ({
      box,
      text: say(vatBoxes[box], ctx.lang),
      hasDocuments: documentBoxes.includes(box),
    })),
  }),
})
