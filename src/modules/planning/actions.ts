/** What one may ask of the planning: put orders on days, move them, see the week, print a day. */
import { z } from 'zod'
import { dayInput } from '../../base/check.ts'
import { addDays, dayOf, minuteOfDay, type Day } from '../../base/day.ts'
import { refuse, refuseField } from '../../base/refusal.ts'
import { action, afterwards, FileAnswer } from '../../platform/action.ts'
import { can as mayDo, type Ctx } from '../../platform/context.ts'
import {
  asSkipped,
  findRun,
  itemsOf,
  retryRun,
  startRun,
  unfinishedRun,
  type ItemResult,
} from '../../platform/runs.ts'
import { standard } from '../../platform/standard.ts'
import { telling } from '../messages/rules.ts'
import { mailChoices, type MailChoice } from '../messages/schema.ts'
import { keepFacts } from '../orders/actions.ts'
import { lockOrder } from '../orders/reads.ts'
import { can, holdText } from '../orders/rules.ts'
import { planTypes, type Order, type OrderLine } from '../orders/schema.ts'
import {
  boardOf,
  businessesOn,
  cardsOf,
  findLocation,
  firstLocationOf,
  historyOf,
  liveEntriesOf,
  loadOf,
  lockDay,
  monthOf,
  overdueEntries,
  policyOf,
} from './reads.ts'
import { paperFile, printPaper } from './papers.ts'
import {
  firstDay,
  isTime,
  locationOf,
  mayPropose,
  planProblems,
  proposeDay,
  readRegion,
  typeOf,
  weekdaysFor,
} from './rules.ts'
import {
  partsOfDay,
  planningGuards,
  PlanningPolicy,
  type PlanningEntry,
  type PlanningGuard,
} from './schema.ts'
import { changeEntry, insertEntries, insertEntry, releaseEntries } from './writes.ts'

export const {
  list: listPolicies,
  get: getPolicy,
  create: createPolicy,
  change: changePolicy,
} = standard(PlanningPolicy, '/planning-policies', {
  noun: 'planning-policy',
  area: 'planning',
  filters: ['business'],
  async check(_ctx, changes) {
    if (changes.cutOff !== undefined && !isTime(changes.cutOff))
      refuseField('cutOff', 'planning.cut-off-wrong')
    const region = changes.regions?.find((one) => readRegion(one) === null)
    if (region !== undefined) refuseField('regions', 'planning.region-wrong', { region })
    return changes
  },
})

const keysOf = <T extends object>(of: T) => Object.keys(of) as [keyof T & string, ...(keyof T & string)[]]

/** What a person sets aside: `['capacity']` plans on a full day. */
const despiteInput = z
  .array(z.enum(keysOf(planningGuards)))
  .max(3)
  .default([])

export const planOrder = action({
  http: 'POST /orders/:order/plan',
  right: 'planning.change',
  says: 'Puts an order on a day, or moves it; day null takes it off. Type workshop is about its work alone.',
  input: z.object({
    order: z.uuid(),
    day: dayInput.nullable(),
    type: z.enum(keysOf(planTypes)).optional(),
    partOfDay: z.enum(keysOf(partsOfDay)).optional(),
    location: z.uuid().optional(),
    despite: despiteInput,
    mail: z.enum(mailChoices).optional(),
  }),
  async run(ctx, input) {
    if (input.day === null) return withdraw(ctx, input.order, null, input.type)
    return planOn(ctx, await lockOrder(ctx, input.order), { ...input, day: input.day })
  },
})

export const unplanOrder = action({
  http: 'POST /orders/:order/unplan',
  right: 'planning.change',
  says: 'Takes an order off its day; what was planned stays readable.',
  input: z.object({ order: z.uuid(), reason: z.string().trim().max(500).optional() }),
  run: (ctx, input) => withdraw(ctx, input.order, input.reason ?? null),
})

export const planningOfOrder = action({
  http: 'GET /orders/:order/planning',
  right: 'planning.see',
  says: 'Every day that an order stood on, newest first.',
  input: z.object({ order: z.uuid() }),
  run: async (ctx, input) => ({ rows: await historyOf(ctx, input.order) }),
})

/** More orders than this are planned by a job of their own, so that no button waits for it. */
const mostAtOnce = 20

export const planMany = action({
  http: 'POST /planning/plan-many',
  right: 'planning.change',
  says: 'Plans many orders on one day, or each on its proposed day; answers per order why not.',
  mostItems: 2000,
  input: z.object({
    orders: z.array(z.uuid()).min(1).max(2000),
    day: dayInput.optional(),
    despite: despiteInput,
    mail: z.enum(mailChoices).optional(),
  }),
  async run(ctx, input) {
    const orders = [...new Set(input.orders)].sort()
    mayOverride(ctx, input.despite)
    if (orders.length > mostAtOnce) {
      const run = await startRun(ctx, {
        kind: 'plan-many',
        work: 'plan-many-orders',
        input: { day: input.day ?? null, despite: input.despite, mail: input.mail },
        items: orders.map((about) => ({ about })),
      })
      return { run: run.id, planned: 0, skipped: [] }
    }
    const results = []
    for (const order of orders) results.push({ order, ...(await planOneOfMany(ctx, order, input)) })
    return {
      run: null,
      planned: results.filter((result) => result.state === 'done').length,
      skipped: results.filter((result) => result.state !== 'done'),
    }
  },
})

/** One of a selection: a refusal is an answer about that one and stops no other. */
export async function planOneOfMany(
  ctx: Ctx,
  order: string,
  asked: { day?: Day | null | undefined; despite: readonly PlanningGuard[]; mail?: MailChoice | undefined },
): Promise<ItemResult> {
  try {
    const whole = await lockOrder(ctx, order)
    const day =
      asked.day ?? (await liveEntriesOf(ctx, order)).find((entry) => entry.state === 'proposed')?.day
    if (!day) refuse('planning.no-day', { number: whole.order.number })
    await planOn(ctx, whole, { day, despite: asked.despite, mail: asked.mail, isBulk: true })
    return { state: 'done' }
  } catch (error) {
    return asSkipped(error)
  }
}

export const planningRun = action({
  http: 'GET /planning/runs/:run',
  right: 'planning.see',
  says: 'How far planning a selection is, with the reason of each that was passed over.',
  input: z.object({ run: z.uuid() }),
  run: async (ctx, input) => ({ ...(await findRun(ctx, input.run)), items: await itemsOf(ctx, input.run) }),
})

const filterInput = { location: z.uuid().optional(), only: z.enum(['ship', 'pickup']).optional() }

export const week = action({
  http: 'GET /planning/week',
  right: 'planning.see',
  says: 'What stands on no day yet, and six days from the given one, or as many as asked.',
  input: z.object({
    from: dayInput,
    days: z.coerce.number().int().min(1).max(14).optional(),
    ...filterInput,
  }),
  run: (ctx, { from, days, ...filter }) => boardOf(ctx, from, days ?? 6, filter),
})

export const month = action({
  http: 'GET /planning/months/:month',
  right: 'planning.see',
  says: 'How many orders stand on each day of a month, by kind.',
  input: z.object({ month: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/), ...filterInput }),
  run: (ctx, { month: asked, ...filter }) => monthOf(ctx, asked, filter),
})

export const oneDay = action({
  http: 'GET /planning/days/:day',
  right: 'planning.see',
  says: 'One day in its three groups: deliver, pickup and workshop.',
  input: z.object({ day: dayInput, ...filterInput }),
  async run(ctx, { day, ...filter }) {
    const cards = await cardsOf(ctx, day, day, filter)
    const group = (type: PlanningEntry['type']) => cards.filter((card) => card.type === type)
    return { day, cards, deliver: group('deliver'), pickup: group('pickup'), workshop: group('workshop') }
  },
})

export const releaseDay = action({
  http: 'POST /planning/days/:day/release',
  right: 'planning.change',
  says: 'Freezes the list of a day: from here on it is picked and packed.',
  input: z.object({ day: dayInput, location: z.uuid().optional() }),
  async run(ctx, input) {
    const released = await releaseEntries(ctx, { ...input, ...limitsOf(ctx) })
    if (released > 0)
      ctx.emit('day.released', input.location ?? ctx.tenant, { day: input.day, orders: released })
    return { released }
  },
})

export const dayPaper = action({
  http: 'GET /planning/days/:day/print/:paper',
  right: 'planning.see',
  says: 'A paper of the day as PDF: day-plan, workshop, pack-ship or pack-pickup.',
  input: z.object({
    day: dayInput,
    paper: z.enum(['day-plan', 'workshop', 'pack-ship', 'pack-pickup']),
    ...filterInput,
  }),
  async run(ctx, { day, paper, ...filter }) {
    const cards = await cardsOf(ctx, day, day, filter)
    const ask = { paper, day, business: await businessesOn(ctx, cards), cards, lang: ctx.lang, at: ctx.now }
    return new FileAnswer(
      afterwards(() => printPaper(ask)),
      'application/pdf',
      paperFile(paper, day, ctx.lang),
      true,
    )
  },
})

export const printDay = action({
  http: 'POST /planning/days/:day/prints',
  right: 'planning.print',
  says: 'Makes the invoices and stickers of a day, in walking order; the answer is a run to follow.',
  input: z.object({
    day: dayInput,
    location: z.uuid().optional(),
    /** Also what was printed before. */
    again: z.boolean().default(false),
  }),
  async run(ctx, input) {
    const what = { day: input.day, location: input.location ?? null, ...limitsOf(ctx) }
    // A second press while the first is at work follows that one.
    await lockDay(ctx, `print:${input.location ?? ''}`, input.day)
    const going = await unfinishedRun(ctx, 'invoices-and-stickers', what)
    if (going) return { run: going.id }
    const run = await startRun(ctx, {
      kind: 'invoices-and-stickers',
      work: 'print-invoices-and-stickers',
      input: { ...what, lang: ctx.lang, again: input.again },
    })
    return { run: run.id }
  },
})

/** The work of a run is the program's own; whoever started it has it do what is theirs only. */
const limitsOf = ({ actor }: Ctx) => ({
  channels: actor.channels ?? null,
  locations: actor.locations ?? null,
})

export const printRun = action({
  http: 'GET /print-runs/:run',
  right: 'planning.see',
  says: 'How far a print run is, what it made, and what could not be printed and why.',
  input: z.object({ run: z.uuid() }),
  run: async (ctx, input) => ({ ...(await findRun(ctx, input.run)), items: await itemsOf(ctx, input.run) }),
})

export const retryPrintRun = action({
  http: 'POST /print-runs/:run/retry',
  right: 'planning.print',
  says: 'Tries again what a print run could not do; what was made stays as it is.',
  input: z.object({ run: z.uuid() }),
  async run(ctx, input) {
    const run = await retryRun(ctx, input.run, 'print-invoices-and-stickers')
    return { run: run.id }
  },
})

type Whole = { order: Order; lines: readonly OrderLine[] }

type Wanted = {
  readonly day: Day
  readonly type?: PlanningEntry['type'] | undefined
  readonly partOfDay?: PlanningEntry['partOfDay'] | undefined
  readonly location?: string | undefined
  readonly despite: readonly PlanningGuard[]
  readonly mail?: MailChoice | undefined
  /** One of a selection: its mail is only sent when that was ticked. */
  readonly isBulk?: boolean
}

/** Puts a locked order on a day. Moving leaves the old entry behind as history. */
export async function planOn(ctx: Ctx, whole: Whole, wanted: Wanted): Promise<Order> {
  const { order, lines } = whole
  mayPlan(ctx, order)
  mayOverride(ctx, wanted.despite)
  const type = wanted.type ?? typeOf(order)
  const before = (await liveEntriesOf(ctx, order.id)).find(
    (entry) => (entry.type === 'workshop') === (type === 'workshop'),
  )
  const location = await placeOf(ctx, order, lines, wanted.location ?? before?.location)
  const partOfDay = wanted.partOfDay ?? before?.partOfDay ?? 'day'
  const stays =
    before && before.day === wanted.day && before.location === (location?.id ?? null) && before.type === type
  if (stays && before.partOfDay === partOfDay && before.state !== 'proposed') return order

  await lockDay(ctx, location?.id ?? null, wanted.day)
  const used = await usedOn(ctx, location?.id ?? null, wanted.day)
  const place = {
    location,
    day: wanted.day,
    today: dayOf(ctx.now, location?.timeZone),
    used: stays || type === 'workshop' ? 0 : used,
  }
  const problem = planProblems(order, lines, place).find(
    ({ guard }) => guard === null || !wanted.despite.includes(guard),
  )
  if (problem) refuse(problem.code, problem.params)

  if (before)
    await changeEntry(ctx, before.id, { state: before.state === 'proposed' ? 'unplanned' : 'replanned' })
  await insertEntry(ctx, {
    orderId: order.id,
    day: wanted.day,
    type,
    partOfDay,
    location: location?.id ?? null,
    state: 'planned',
  })
  ctx.emit('order.planned', order.id, {
    number: order.number,
    day: wanted.day,
    from: before && before.state !== 'proposed' ? before.day : null,
    type,
    partOfDay,
    despite: wanted.despite,
    ...telling(wanted.mail, wanted.isBulk),
  })
  if (type === 'workshop') return order
  if (isLater(before, wanted.day))
    ctx.emit('order.delayed', order.id, {
      number: order.number,
      reason: 'moved',
      day: wanted.day,
      from: before!.day,
      // The mail about the new day says it; a second one would say it twice.
      ...telling('skip'),
    })
  return (await keepFacts(ctx, whole, { plannedDay: wanted.day, planType: type })).order
}

/** Moved to a later day than it was planned on; a proposal was never promised. */
const isLater = (before: PlanningEntry | undefined, day: Day): boolean =>
  before !== undefined && before.state !== 'proposed' && day > before.day

/** Tells of orders that still stand here after their day, each day of theirs once. Answers how many. */
export async function tellDelayed(ctx: Ctx): Promise<number> {
  const late = await overdueEntries(ctx, dayOf(ctx.now))
  for (const { id, orderId, number, day } of late) {
    await changeEntry(ctx, id, { delayedAt: ctx.now })
    ctx.emit('order.delayed', orderId, { number, reason: 'day-passed', day: null, from: day })
  }
  return late.length
}

/** The location that an order leaves from: the given one, else where it is reserved, else its channel's first choice. */
async function placeOf(ctx: Ctx, order: Order, lines: readonly OrderLine[], given?: string | null) {
  return findLocation(ctx, given ?? locationOf(lines) ?? (await firstLocationOf(ctx, order)))
}

const usedOn = async (ctx: Ctx, location: string | null, day: Day): Promise<number> =>
  (await loadOf(ctx, location, day, day)).get(day) ?? 0

function mayPlan(ctx: Ctx, order: Order): void {
  const code = can.plan(order)
  if (!code) return
  refuse(code as 'order.on-hold', { number: order.number, reason: holdText(order, ctx.lang) })
}

function mayOverride(ctx: Ctx, despite: readonly PlanningGuard[]): void {
  if (despite.length > 0 && !mayDo(ctx.actor, 'planning.override')) refuse('planning.override-not-allowed')
}

/** Takes an order off the calendar; of its work in the workshop alone the order itself keeps its day. */
export async function withdraw(
  ctx: Ctx,
  id: string,
  reason: string | null,
  type?: PlanningEntry['type'],
): Promise<Order> {
  const whole = await lockOrder(ctx, id)
  const entries = (await liveEntriesOf(ctx, id)).filter(
    (entry) => type !== 'workshop' || entry.type === 'workshop',
  )
  if (entries.length === 0) refuse('planning.not-planned', { number: whole.order.number })
  if (type === 'workshop') {
    for (const entry of entries) await changeEntry(ctx, entry.id, { state: 'unplanned', reason })
    return whole.order
  }
  for (const entry of entries) await changeEntry(ctx, entry.id, { state: 'unplanned', reason })
  const day = entries.find((entry) => entry.type !== 'workshop')?.day ?? null
  ctx.emit('order.unplanned', id, { number: whole.order.number, day, reason })
  return (await keepFacts(ctx, whole, { plannedDay: null, planType: null })).order
}

/** What was planned of an order has happened, and what was only proposed is over; what still must leave can be planned again. */
export async function finishPlanning(ctx: Ctx, whole: Whole, isAllOut: boolean): Promise<void> {
  for (const entry of await liveEntriesOf(ctx, whole.order.id)) {
    const state = entry.state === 'proposed' ? 'unplanned' : 'done'
    if (entry.type !== 'workshop') await changeEntry(ctx, entry.id, { state })
  }
  if (!isAllOut) await keepFacts(ctx, whole, { plannedDay: null, planType: null })
}

/** Looks for a day by the policy of the business: proposes it, or plans at once. Answers the day, or null. */
export async function proposeFor(ctx: Ctx, id: string): Promise<Day | null> {
  const whole = await lockOrder(ctx, id)
  const { order, lines } = whole
  const policy = await policyOf(ctx, order.business)
  if (!mayPropose(order, policy) || (await liveEntriesOf(ctx, id)).length > 0) return null
  const location = await placeOf(ctx, order, lines)
  const zone = location?.timeZone ?? 'Europe/Amsterdam'
  const from = firstDay(dayOf(ctx.now, zone), minuteOfDay(ctx.now, zone), policy.cutOff)
  const carrierWeekdays = weekdaysFor(policy, order.postcodeKey)
  const calendar = { location, carrierWeekdays, daysAhead: policy.daysAhead, from }
  const load = await loadOf(ctx, location?.id ?? null, from, addDays(from, policy.daysAhead))
  const day = proposeDay(order, calendar, load)
  if (day === null) return null
  if (policy.mode === 'automatic') await planOn(ctx, whole, { day, despite: [] })
  else {
    await insertEntry(ctx, {
      orderId: id,
      day,
      type: typeOf(order),
      location: location?.id ?? null,
      state: 'proposed',
    })
    ctx.emit('order.proposed', id, { number: order.number, day })
  }
  return day
}

/** Brings in what stood on the calendar elsewhere before, as it was. */
export const bringInEntries = insertEntries
