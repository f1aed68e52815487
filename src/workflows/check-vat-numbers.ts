/** VAT numbers are asked about outside: one at a time per member state, again later when nobody answers, never in a transaction. */
import { dayOf } from '../base/day.ts'
import { splitVatNumber, vatLettersOf } from '../base/vat-number.ts'
import type { VatAnswer, VatCheck } from '../contracts/vat-check.ts'
import { activeConnection } from '../modules/apps/reads.ts'
import { isNumberOfOtherCountry } from '../modules/invoicing/sale-of-order.ts'
import { lockOrder } from '../modules/orders/reads.ts'
import { listBusinesses } from '../modules/organisations/actions.ts'
import { askLater, keepAnswer, letGoOfNumbers, noteNumber, postpone } from '../modules/tax/actions/numbers.ts'
import { dueNumbers, lastAnswers, numberById } from '../modules/tax/reads.ts'
import { countryWords } from '../modules/tax/schema/names.ts'
import type { VatNumber } from '../modules/tax/schema/records.ts'
import type { Ctx } from '../platform/context.ts'
import { raiseTask, settleTask } from '../platform/tasks.ts'
import { setSchedule } from '../platform/worker.ts'
import { reaction, work } from '../platform/workflow.ts'

type Question = {
  readonly number: VatNumber
  readonly connection: string
  readonly via: string
  readonly requester: { readonly country: string; readonly number: string } | null
  readonly at: Date
}

export const checkVatNumber = work({
  name: 'check-vat-number',
  async run(tools, payload) {
    const question = await tools.act((ctx) => questionAbout(ctx, String(payload.about)))
    if (!question) return
    const answer = await answerTo(question, () => tools.open<VatCheck>({ connection: question.connection }))
    await tools.act((ctx) =>
      keepAnswer(ctx, question.number.id, answer, {
        requester: textOf(question.requester),
        via: question.via,
      }),
    )
  },
})

/** Null when there is nothing to ask: no connection, no member state, or a state that answers nobody for now. */
async function questionAbout(ctx: Ctx, id: string): Promise<Question | null> {
  const number = await numberById(ctx, id)
  const connection = await activeConnection(ctx, 'vat-check')
  if (!number || !connection || !splitVatNumber(number.number)) return null
  const until = await closedUntil(ctx, number.country)
  if (until) {
    await postpone(ctx, number, until)
    return null
  }
  return {
    number,
    connection: connection.id,
    via: connection.connector,
    requester: await requesterOf(ctx, number),
    at: ctx.now,
  }
}

/** So many answers that said nothing, one after another, close a member state for a while. */
const mostSilent = 5
const closedMilliseconds = 600_000

/** The circuit breaker: after the pause one question is let through, and its answer opens or closes again. */
async function closedUntil(ctx: Ctx, country: string): Promise<Date | null> {
  const last = await lastAnswers(ctx, country, mostSilent)
  const isSilent =
    last.length === mostSilent &&
    last.every(({ outcome, fault }) => outcome === 'unknown' && fault === 'theirs')
  const until = new Date((last[0]?.askedAt.getTime() ?? 0) + closedMilliseconds)
  return isSilent && until > ctx.now ? until : null
}

/** Who asks gets a consultation number as proof; a number is not asked about in its own name. */
async function requesterOf(ctx: Ctx, number: VatNumber): Promise<Question['requester']> {
  const { rows } = await listBusinesses(ctx, { limit: 50 })
  const own = rows
    .filter(({ isActive, vatNumber }) => isActive && vatNumber)
    .map(({ vatNumber }) => splitVatNumber(vatNumber!))
  return (
    own.find((one) => one !== null && textOf(one) !== number.number) ??
    own.find((one) => one !== null) ??
    null
  )
}

const textOf = (one: Question['requester']): string | null => one && one.country + one.number

/** Anything but an answer, settings that cannot work included, is unknown: it must never read as invalid. */
async function answerTo(
  { number, requester, at }: Question,
  open: () => Promise<VatCheck>,
): Promise<VatAnswer> {
  try {
    const port = await open()
    return await port.check({ ...splitVatNumber(number.number)!, requester })
  } catch (error) {
    const raw = error instanceof Error ? error.message : String(error)
    return { outcome: 'unknown', code: 'NO_CONNECTION', fault: 'theirs', isBusy: false, askedAt: at, raw }
  }
}

/** A valid number is asked about again after so many days. */
const freshDays = 7
const atOnce = 500

export const checkDueNumbers = work({
  name: 'check-due-vat-numbers',
  run: (tools) =>
    tools.act(async (ctx) => {
      if (await activeConnection(ctx, 'vat-check')) await askAboutDue(ctx)
    }),
})

async function askAboutDue(ctx: Ctx): Promise<void> {
  const before = new Date(ctx.now.getTime() - freshDays * 86_400_000)
  for (const number of await dueNumbers(ctx, before, atOnce)) askLater(ctx, number, ctx.now)
}

/** A connection that works begins with everything that waited for it, and looks every hour from then on. */
export const checkWhenConnected = reaction({
  name: 'check-vat-numbers-when-connected',
  on: ['connection.tested', 'connection.resumed'],
  async run(ctx, event) {
    const connection = await activeConnection(ctx, 'vat-check')
    if (connection?.id !== event.about) return
    await noteOwn(ctx)
    // One that was broken had its schedule already, and would leave what waited for up to an hour.
    await askAboutDue(ctx)
    await setSchedule(ctx, { name: checkDueNumbers.name, subject: ctx.tenant, everySeconds: 3600 })
  },
})

/** The number of an own business is checked like a customer's, and known as ours. */
export const noteOwnNumbers = reaction({
  name: 'note-own-vat-numbers',
  on: ['business.created', 'business.changed'],
  run: noteOwn,
})

async function noteOwn(ctx: Ctx): Promise<void> {
  const { rows } = await listBusinesses(ctx, { limit: 50 })
  for (const { vatNumber } of rows) if (vatNumber) await noteNumber(ctx, vatNumber, { isOwn: true })
  await letGoOfNumbers(ctx)
}

/** A number that is kept with an organisation is checked as soon as it stands there (S2-16). */
export const noteOrganisationNumbers = reaction({
  name: 'note-organisation-vat-numbers',
  on: ['organisation.vat-number-changed'],
  async run(ctx, event) {
    const { vatNumber: number, name, country } = event.detail
    const dedupe = `relation-vat-number:${event.about}`
    const isElsewhere =
      typeof number === 'string' && isNumberOfOtherCountry(number, vatLettersOf(String(country)))
    if (typeof number === 'string') await noteNumber(ctx, number)
    // Somebody from Belgium may well have a Dutch number; that it is theirs is for a person to say.
    if (!isElsewhere) return settleTask(ctx, dedupe)
    await raiseTask(ctx, {
      kind: 'vat.relation-number-other-country',
      about: event.about,
      aboutKind: 'organisations',
      detail: { number, name, country: countryWords(String(country)) },
      dedupe,
    })
  },
})

/** The tax point is near when goods are planned or leave: what was true in the basket is asked once more. */
export const checkAtTaxPoint = reaction({
  name: 'check-vat-number-at-tax-point',
  on: ['order.planned', 'order.shipped', 'order.collected'],
  async run(ctx, event) {
    const { order } = await lockOrder(ctx, event.about)
    if (!order.vatNumber) return
    const number = await noteNumber(ctx, order.vatNumber)
    const isToday =
      number.code === null && number.checkedAt !== null && dayOf(number.checkedAt) === dayOf(ctx.now)
    if (!isToday && number.code !== 'wrong-form' && number.code !== 'no-country')
      askLater(ctx, number, ctx.now)
  },
})
