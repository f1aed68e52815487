/** What one may ask of VAT numbers: note one, look at its checks, have it checked again. Asking outside is a workflow's. */
import { z } from 'zod'
import { pageInput } from '../../../base/check.ts'
import { addDays, dayOf, minuteOfDay, startOfDay } from '../../../base/day.ts'
import { refuse, refuseField } from '../../../base/refusal.ts'
import { splitVatNumber, tidyVatNumber, vatLettersOf, vatNumberProblem } from '../../../base/vat-number.ts'
import type { VatAnswer } from '../../../contracts/vat-check.ts'
import { action } from '../../../platform/action.ts'
import type { Ctx } from '../../../platform/context.ts'
import { get, lock, page } from '../../../platform/rows.ts'
import { raiseTask, settleTask } from '../../../platform/tasks.ts'
import { checksOf, findNumber, isNumberOfOurs, noLongerOurs } from '../reads.ts'
import { countryWords, reasonWords } from '../schema/names.ts'
import { numberStates, VatNumber } from '../schema/records.ts'
import { changeNumber, insertCheck, upsertNumber } from '../writes.ts'

export const listVatNumbers = action({
  http: 'GET /vat-numbers',
  right: 'tax.see',
  input: z.object({
    state: z.enum(Object.keys(numberStates) as [VatNumber['state'], ...VatNumber['state'][]]).optional(),
    number: z.string().trim().max(30).optional(),
    ...pageInput,
  }),
  run: (ctx, { state, number, after, limit }) =>
    page(ctx, VatNumber, {
      where: { state, number: number === undefined ? undefined : tidyVatNumber(number) },
      after,
      limit,
    }),
})

export const getVatNumber = action({
  http: 'GET /vat-numbers/:vatNumber',
  right: 'tax.see',
  says: 'A number with the answers that were given about it, newest first.',
  input: z.object({ vatNumber: z.uuid() }),
  async run(ctx, input) {
    const number = await get(ctx, VatNumber, input.vatNumber)
    return { ...number, checks: await checksOf(ctx, number.id) }
  },
})

export const addVatNumber = action({
  http: 'POST /vat-numbers',
  right: 'customers.manage',
  says: 'Notes a customer’s number and has it checked; it is kept at once, whether or not the check can be done now.',
  input: z.object({
    number: z.string().trim().min(1).max(30),
    /** Of the customer’s address, to see that the number is theirs. */
    country: z
      .string()
      .regex(/^[A-Z]{2}$/)
      .optional(),
    postcode: z.string().trim().max(20).optional(),
    /** The number is of another country than the address, and that is right. */
    isOtherCountryMeant: z.boolean().default(false),
  }),
  async run(ctx, input) {
    const number = tidyVatNumber(input.number)
    const problem = vatNumberProblem(number)
    if (problem) refuseField('number', `vat-number.${problem}`, { number })
    const found = splitVatNumber(number)!.country
    const expected = input.country && vatLettersOf(input.country, input.postcode)
    if (expected && expected !== found && !input.isOtherCountryMeant)
      refuseField('number', 'vat-number.other-country', {
        number,
        found: countryWords(found),
        country: countryWords(input.country!),
      })
    const known = await findNumber(ctx, number)
    if (known?.isOwn || (await isNumberOfOurs(ctx, number)))
      refuseField('number', 'vat-number.is-our-own', { number })
    return noteNumber(ctx, number)
  },
})

export const checkVatNumber = action({
  http: 'POST /vat-numbers/:vatNumber/check',
  right: 'customers.manage',
  says: 'Has a number checked again now.',
  input: z.object({ vatNumber: z.uuid() }),
  run: (ctx, input) => askAgain(ctx, input.vatNumber),
})

export const recordVatCheck = action({
  http: 'POST /vat-numbers/:vatNumber/checks',
  right: 'tax.manage',
  says: 'Keeps what a person found out about a number elsewhere, with the consultation number as proof.',
  input: z.strictObject({
    vatNumber: z.uuid(),
    outcome: z.enum(['valid', 'invalid']),
    consultationNumber: z.string().trim().max(60).default(''),
    holder: z.string().trim().max(500).default(''),
  }),
  run: (ctx, { vatNumber, outcome, consultationNumber, holder }) =>
    keepAnswer(
      ctx,
      vatNumber,
      {
        outcome,
        name: holder || null,
        address: null,
        consultationNumber: consultationNumber || null,
        askedAt: ctx.now,
        raw: ctx.actor.name,
      },
      { requester: null, via: 'manual' },
    ),
})

/** Keeps a number and has it checked when it is new. A form that cannot be right is invalid without asking. */
export async function noteNumber(ctx: Ctx, text: string, more: { isOwn?: boolean } = {}): Promise<VatNumber> {
  const number = tidyVatNumber(text).slice(0, 20)
  const { row, isNew } = await upsertNumber(ctx, number, splitVatNumber(number)?.country ?? '')
  const isOwn = more.isOwn ?? row.isOwn
  if (!isNew) return isOwn === row.isOwn ? row : changeNumber(ctx, row.id, { isOwn })
  ctx.emit('vat-number.noted', row.id, { number })
  const problem = vatNumberProblem(number)
  if (problem)
    return changeNumber(ctx, row.id, {
      isOwn,
      state: 'invalid',
      code: problem,
      nextAt: null,
      checkedAt: ctx.now,
    })
  askLater(ctx, row, ctx.now)
  return isOwn ? changeNumber(ctx, row.id, { isOwn }) : row
}

/** A number that a business had by mistake is anybody's again, and nobody has to mend it any more. */
export async function letGoOfNumbers(ctx: Ctx): Promise<void> {
  for (const { id } of await noLongerOurs(ctx)) {
    await changeNumber(ctx, id, { isOwn: false })
    await settleTask(ctx, taskOf(id))
  }
}

/** Asks about a number again, whatever is known of it; meanwhile it stays what it is. */
export async function askAgain(ctx: Ctx, id: string): Promise<VatNumber> {
  const number = await lock(ctx, VatNumber, id)
  if (!splitVatNumber(number.number)) refuse('vat-number.no-country', { number: number.number })
  ctx.emit('vat-number.check-asked', id, { number: number.number })
  askLater(ctx, number, ctx.now)
  return changeNumber(ctx, id, { nextAt: ctx.now, attempts: 0 })
}

const taskOf = (id: string) => `vat-number:${id}`

/** One job per number, and one queue per member state: VIES counts how many ask at once, per state and for everybody. */
export function askLater(ctx: Ctx, number: Pick<VatNumber, 'id' | 'country'>, at: Date): void {
  ctx.later({
    task: 'work',
    payload: { work: 'check-vat-number', about: number.id },
    queue: `vat-check:${number.country}`,
    key: `vat-check:${number.id}`,
    runAt: at,
  })
}

/** Nothing was asked: tries again at a given moment. */
export async function postpone(ctx: Ctx, number: VatNumber, at: Date): Promise<void> {
  await changeNumber(ctx, number.id, { nextAt: at })
  askLater(ctx, number, at)
}

/** Keeps an answer with its proof, and what follows from it. */
export async function keepAnswer(
  ctx: Ctx,
  id: string,
  answer: VatAnswer,
  asked: { requester: string | null; via: string },
): Promise<VatNumber> {
  const before = await lock(ctx, VatNumber, id)
  const isUnknown = answer.outcome === 'unknown'
  await insertCheck(ctx, {
    vatNumber: id,
    number: before.number,
    country: before.country,
    requester: asked.requester,
    askedAt: answer.askedAt,
    outcome: answer.outcome,
    code: isUnknown ? answer.code : null,
    fault: isUnknown ? answer.fault : null,
    consultationNumber: isUnknown ? null : answer.consultationNumber,
    holder: isUnknown ? null : (answer.name?.slice(0, 500) ?? null),
    address: isUnknown ? null : (answer.address?.slice(0, 1000) ?? null),
    raw: answer.raw.slice(0, 20_000),
    via: asked.via,
  })
  return isUnknown ? keepUnknown(ctx, before, answer) : keepOutcome(ctx, before, answer)
}

async function keepOutcome(
  ctx: Ctx,
  before: VatNumber,
  answer: VatAnswer & { outcome: 'valid' | 'invalid' },
): Promise<VatNumber> {
  const isValid = answer.outcome === 'valid'
  const after = await changeNumber(ctx, before.id, {
    state: answer.outcome,
    code: null,
    holder: answer.name?.slice(0, 500) ?? before.holder,
    address: answer.address?.slice(0, 1000) ?? before.address,
    checkedAt: answer.askedAt,
    consultationNumber: answer.consultationNumber,
    attempts: 0,
    nextAt: null,
    ...(isValid ? { lastValidAt: answer.askedAt } : {}),
  })
  const dedupe = taskOf(before.id)
  if (isValid) await settleTask(ctx, dedupe)
  else
    await raiseTask(ctx, {
      kind: before.isOwn ? 'vat.own-number-invalid' : 'vat.number-invalid',
      about: before.id,
      aboutKind: 'vat_numbers',
      detail: { number: before.number, wasValidAt: before.lastValidAt },
      dedupe,
    })
  ctx.emit('vat-number.checked', before.id, { number: before.number, state: after.state, was: before.state })
  return after
}

/** Busy or down: what was known of the number stands, and it is asked again later. Our own mistake waits for a person. */
async function keepUnknown(
  ctx: Ctx,
  before: VatNumber,
  answer: VatAnswer & { outcome: 'unknown' },
): Promise<VatNumber> {
  const attempts = before.attempts + 1
  const isOurs = answer.fault === 'ours'
  const at = isOurs ? null : nextTry(ctx.now, attempts)
  const state = before.state === 'pending' ? 'unknown' : before.state
  const after = await changeNumber(ctx, before.id, { state, code: answer.code, attempts, nextAt: at })
  if (at) askLater(ctx, after, at)
  else
    await raiseTask(ctx, {
      kind: 'vat.question-wrong',
      about: before.id,
      aboutKind: 'vat_numbers',
      detail: { number: before.number, error: reasonWords(answer.code) },
      retry: { task: 'work', payload: { work: 'check-vat-number', about: before.id } },
      dedupe: taskOf(before.id),
    })
  // Told once: who waits for the number can go on with what the channel does meanwhile.
  if (state !== before.state)
    ctx.emit('vat-number.checked', before.id, { number: before.number, state, was: before.state })
  return after
}

/** Seconds until the next try: soon at first, then minutes, then the quiet hours (18:00 to 08:00 in Brussels). */
const waits = [2, 4, 60, 300, 900, 3600]

export function nextTry(now: Date, attempts: number): Date {
  const wait = waits[attempts - 1]
  if (wait !== undefined) return new Date(now.getTime() + wait * 1000)
  const minute = minuteOfDay(now, brussels)
  const isQuiet = minute >= 18 * 60 || minute < 8 * 60
  if (isQuiet) return new Date(now.getTime() + 3600_000)
  const day = dayOf(now, brussels)
  const evening = new Date(startOfDay(addDays(day, 1), brussels).getTime() - 6 * 3600_000)
  return evening > now ? evening : new Date(now.getTime() + 3600_000)
}

const brussels = 'Europe/Brussels'
