/** The file of a return for the tax authority: what was declared once the period is closed, else what the documents say now. */
import { z } from 'zod'
import { dayInput, fieldsOf } from '../../../base/check.ts'
import { dayOf, type Day } from '../../../base/day.ts'
import { refuse, refuseField } from '../../../base/refusal.ts'
import { splitVatNumber, vatNumberProblem } from '../../../base/vat-number.ts'
import { action, FileAnswer } from '../../../platform/action.ts'
import type { Ctx } from '../../../platform/context.ts'
import { programVersion } from '../../../platform/program-version.ts'
import { all, get } from '../../../platform/rows.ts'
import { Business } from '../../organisations/schema.ts'
import { registrationsOf, taxTables } from '../../tax/reads.ts'
import { onDay, rateKey } from '../../tax/tables.ts'
import type { GridLine } from '../belgian-return.ts'
import { figuresOf, listingOf, unconvertedIn, unplacedIn, type ListedBuyer, type Period } from '../facts.ts'
import { germanLines, germanListing, mostGermanLines } from '../filing/german-listing.ts'
import { germanOss } from '../filing/german-oss.ts'
import { intervatListing, intervatReturn, type Declarant, type ListedSupply } from '../filing/intervat.ts'
import { filingOf } from '../filing/kinds.ts'
import { filingPeriod, type FilingPeriod } from '../filing/period.ts'
import { knowsListingOf, knowsReturnOf, sbrListing, sbrReturn, type SbrHead } from '../filing/sbr.ts'
import { ossOf, ossWithoutRate, type OssLine } from '../oss.ts'
import { quarterOf, returnOf, type VatLine } from '../reports.ts'
import { ClosedPeriod } from '../schema.ts'
import { FilingDetails, filingName, type FilingKind } from '../schema/filing.ts'
import { changeDetails, insertDetails } from '../writes.ts'

const period = { business: z.uuid(), from: dayInput, to: dayInput }
const confirmed = z.stringbool().default(false)

export const getReturnFile = action({
  http: 'GET /reports/vat-return/file',
  right: 'reports.see',
  stepUp: true,
  says: 'The VAT return as the tax authority takes it: XML for Intervat in Belgium, an SBR message (XBRL) for an intermediary in the Netherlands.',
  input: z.object({
    ...period,
    /** Nothing was bought; asked where no purchase is booked. */
    withoutPurchases: confirmed,
    /** Belgium: what the State owes is paid out, and no customer stands in the yearly listing. */
    restitution: confirmed,
    noCustomers: confirmed,
  }),
  async run(ctx, { withoutPurchases, restitution, noCustomers, ...asked }) {
    const { business, kind, of, name } = await filing(ctx, asked, 'vat-return')
    await refuseWrong(ctx, kind, asked)
    const rows = await declaredReturn(ctx, business, asked)
    const lacksPurchases = rows.find(({ box }) => box === '5b' || box === '59')?.vat === null
    if (lacksPurchases && !withoutPurchases) refuseField('withoutPurchases', 'filing.no-purchases')
    if (kind === 'dutch-return') {
      if (!knowsReturnOf(of.year)) refuseField('to', 'filing.no-taxonomy', { year: String(of.year) })
      return xml(sbrReturn(await headOf(ctx, business, asked), rows as VatLine[]), name)
    }
    const grids = rows as GridLine[]
    refuseYear(of)
    for (const { box, base, vat } of grids)
      if ((base ?? vat ?? 0) < 0) refuse('filing.negative-grid', { grid: box })
    const declarant = await declarantOf(ctx, business, asked)
    return xml(intervatReturn(declarant, of, grids, { restitution, noCustomers }), name)
  },
})

export const getListingFile = action({
  http: 'GET /reports/icp/file',
  right: 'reports.see',
  stepUp: true,
  says: 'The listing of supplies to other member states as the tax authority takes it: XML for Intervat, the CSV of the German Zusammenfassende Meldung, or an SBR message (XBRL) for an intermediary.',
  input: z.object(period),
  async run(ctx, asked) {
    const { business, kind, of, name } = await filing(ctx, asked, 'icp')
    await refuseWrong(ctx, kind, asked)
    const supplies = suppliesOf(await declaredListing(ctx, asked))
    if (supplies.length === 0) refuse('filing.nothing-to-list')
    if (kind === 'dutch-listing') {
      if (!knowsListingOf(of.year)) refuseField('to', 'filing.no-taxonomy', { year: String(of.year) })
      return xml(sbrListing(await headOf(ctx, business, asked), supplies), name)
    }
    const declarant = await declarantOf(ctx, business, asked)
    if (kind === 'german-listing') {
      refuseYear(of)
      const count = germanLines(supplies).length
      if (count > mostGermanLines)
        refuseField('to', 'filing.too-many-lines', { most: String(mostGermanLines), count: String(count) })
      return new FileAnswer(
        new TextEncoder().encode(germanListing(supplies)),
        'text/csv; charset=utf-8',
        name,
      )
    }
    return xml(intervatListing(declarant, of, supplies), name)
  },
})

export const getOssFile = action({
  http: 'GET /reports/oss/file',
  right: 'reports.see',
  stepUp: true,
  says: 'The sales of a quarter under the one-stop shop as the tax authority takes them: the CSV of the German OSS EU-Regelung.',
  input: z.object({
    business: z.uuid(),
    year: z.coerce.number().int().min(2000).max(2200),
    quarter: z.coerce.number().int().min(1).max(4),
  }),
  async run(ctx, { business: id, year, quarter }) {
    const asked = { business: id, ...quarterOf(year, quarter) }
    const { business, name } = await filing(ctx, asked, 'oss')
    const unconverted = await ossWithoutRate(ctx, asked)
    if (unconverted.length > 0) refuse('filing.unconverted', { numbers: firstOf(unconverted) })
    const rows = await declaredSales(ctx, asked)
    if (rows.length === 0) refuse('filing.oss-nothing')
    const { rates } = await taxTables(ctx)
    const lines = rows.map((row) => {
      const { country, dispatch, rate, base, vat } = row
      if (base < 0 || vat < 0) refuse('filing.negative-state', { country })
      if (dispatch !== business.country) refuse('filing.dispatched-elsewhere', { country: dispatch })
      const standard = onDay(rates.get(rateKey(country, null, 'standard')) ?? [], asked.to)
      return { ...row, isStandard: standard?.rate === rate }
    })
    return new FileAnswer(new TextEncoder().encode(germanOss(lines)), 'text/csv; charset=utf-8', name)
  },
})

export const getFilingDetails = action({
  http: 'GET /businesses/:business/filing-details',
  right: 'reports.see',
  input: z.object({ business: z.uuid() }),
  run: async (ctx, { business }) => ({ details: (await detailsOf(ctx, business)) ?? null }),
})

export const saveFilingDetails = action({
  http: 'PUT /businesses/:business/filing-details',
  right: 'reports.close',
  says: 'Sets what Dutch messages ask beside the figures: the turnover tax number and whom the tax office may call.',
  input: z.strictObject(
    fieldsOf(FilingDetails, [
      'business',
      'turnoverTaxNumber',
      'contactInitials',
      'contactSurname',
      'contactPhone',
    ]),
  ),
  async run(ctx, given) {
    const number = given.turnoverTaxNumber.toUpperCase().replace(/[\s.]/g, '').replace(/^NL/, '')
    if (!/^\d{9}B\d{2}$/.test(number) || vatNumberProblem(`NL${number}`))
      refuseField('turnoverTaxNumber', 'filing.turnover-tax-number', { number: given.turnoverTaxNumber })
    await get(ctx, Business, given.business)
    const details = { ...given, turnoverTaxNumber: number }
    const before = await detailsOf(ctx, given.business)
    const after = before ? await changeDetails(ctx, before.id, details) : await insertDetails(ctx, details)
    ctx.emit('filing-details.changed', after.id, { business: given.business })
    return after
  },
})

type Report = 'vat-return' | 'icp' | 'oss'

async function filing(ctx: Ctx, asked: Period, report: Report) {
  const business = await get(ctx, Business, asked.business)
  const kind = filingOf(business.country, report)
  if (!kind) return refuse('filing.no-format', { country: business.country })
  const of = filingPeriod(asked.from, asked.to) ?? refuseField('to', 'filing.period')
  if (dayOf(ctx.now, business.timeZone) <= asked.to) refuseField('to', 'filing.not-over', { to: asked.to })
  return { business, kind, of, name: filingName(kind, asked.from, asked.to) }
}

function refuseYear({ month, quarter }: FilingPeriod): void {
  if (month === null && quarter === null) refuseField('to', 'filing.month-or-quarter')
}

/** Figures that the screen itself calls wrong are not put in a file. */
async function refuseWrong(ctx: Ctx, kind: FilingKind, asked: Period): Promise<void> {
  const unconverted = await unconvertedIn(ctx, asked)
  if (unconverted.length > 0) refuse('filing.unconverted', { numbers: firstOf(unconverted) })
  const unplaced = kind.startsWith('intervat-') ? await unplacedIn(ctx, asked) : []
  if (unplaced.length > 0) refuse('filing.unplaced', { numbers: firstOf(unplaced) })
}

const firstOf = (numbers: readonly string[]): string =>
  numbers.slice(0, 10).join(', ') + (numbers.length > 10 ? ' …' : '')

const declaredIn = async (ctx: Ctx, report: Report, { business, from, to }: Period) =>
  (await all(ctx, ClosedPeriod, { business, report, fromDay: from, toDay: to }))[0]?.figures

async function declaredReturn(ctx: Ctx, business: Business, asked: Period): Promise<(VatLine | GridLine)[]> {
  const declared = await declaredIn(ctx, 'vat-return', asked)
  return declared
    ? ([...declared] as unknown as VatLine[])
    : returnOf(business.country, await figuresOf(ctx, asked)).rows
}

const declaredListing = async (ctx: Ctx, asked: Period): Promise<readonly ListedBuyer[]> =>
  ((await declaredIn(ctx, 'icp', asked)) as unknown as readonly ListedBuyer[] | undefined) ??
  listingOf(ctx, asked)

/** What was declared, or sold by now; corrections of earlier quarters stand apart. */
async function declaredSales(ctx: Ctx, asked: Period): Promise<readonly OssLine[]> {
  const declared = (await declaredIn(ctx, 'oss', asked)) as unknown as readonly OssLine[] | undefined
  return declared ? declared.filter((row) => 'rate' in row) : (await ossOf(ctx, asked)).rows
}

/** Per buyer and kind; what came to nothing is not listed. */
function suppliesOf(buyers: readonly ListedBuyer[]): ListedSupply[] {
  return buyers.flatMap(({ number, name, goods, services }): ListedSupply[] => {
    const split = splitVatNumber(number)
    if (!split || vatNumberProblem(number)) return refuse('filing.no-buyer-number', { buyer: name })
    const spelled = `${split.country}${split.number}`
    return [
      ...(goods === 0 ? [] : [{ number: spelled, code: 'L' as const, amount: goods }]),
      ...(services === 0 ? [] : [{ number: spelled, code: 'S' as const, amount: services }]),
    ]
  })
}

/** The number that held on the last day of the period, as registrations end and begin. */
async function declarantOf(ctx: Ctx, business: Business, { to }: Period): Promise<Declarant> {
  const split = splitVatNumber((await numberOn(ctx, business, to)) ?? '')
  if (
    !split ||
    split.country !== business.country ||
    (split.country === 'BE' && !/^\d{10}$/.test(split.number))
  )
    return refuseField('vatNumber', 'filing.no-vat-number', { country: business.country, day: to })
  return {
    number: split.number,
    name: business.legalName,
    street: `${business.street} ${business.houseNumber}`.trim(),
    postcode: business.postcode,
    city: business.city,
    email: business.email,
    phone: business.phone,
  }
}

async function numberOn(ctx: Ctx, business: Business, day: Day): Promise<string | null> {
  const own = (await registrationsOf(ctx, business.id)).filter(
    ({ kind, country, number }) => kind === 'vat' && country === business.country && number,
  )
  if (own.length === 0) return business.vatNumber
  return (
    own.find(({ validFrom, validTo }) => validFrom <= day && (!validTo || validTo >= day))?.number ?? null
  )
}

const detailsOf = async (ctx: Ctx, business: string): Promise<FilingDetails | undefined> =>
  (await all(ctx, FilingDetails, { business }))[0]

async function headOf(ctx: Ctx, business: Business, { from, to }: Period): Promise<SbrHead> {
  const details = (await detailsOf(ctx, business.id)) ?? refuseField('turnoverTaxNumber', 'filing.no-details')
  const made = ctx.now.toISOString().slice(0, 16).replace(/[-T:]/g, '')
  return { details, from, to, made, version: programVersion }
}

const xml = (text: string, name: string): FileAnswer =>
  new FileAnswer(new TextEncoder().encode(text), 'application/xml', name)
