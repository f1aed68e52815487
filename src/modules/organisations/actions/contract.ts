/** What one may ask of the contract with who operates the instance. */
import { isSEPACountry } from 'ibantools'
import { z } from 'zod'
import { changesOf } from '../../../base/check.ts'
import { dayOf } from '../../../base/day.ts'
import { refuse, refuseField } from '../../../base/refusal.ts'
import { action } from '../../../platform/action.ts'
import type { Ctx } from '../../../platform/context.ts'
import { all, differences } from '../../../platform/rows.ts'
import { ibanOf, vatNumberOf } from '../checks.ts'
import { isCocNumber, isCountry, maskedIban } from '../rules.ts'
import { Contract } from '../schema/contract.ts'
import { changeContract, lockContract } from '../writes.ts'

const partyFields = [
  'name',
  'cocNumber',
  'vatNumber',
  'street',
  'houseNumber',
  'postcode',
  'city',
  'country',
  'contactName',
  'email',
  'phone',
] as const
const mandateFields = ['iban', 'ibanHolder', 'mandateReference', 'mandateDay'] as const
type Mandate = Pick<Contract, (typeof mandateFields)[number]>
const version = z.int().nullish()

export const getContract = action({
  http: 'GET /contract',
  right: 'contract.see',
  says: 'The party of the contract and how it pays, the IBAN masked. Who runs the program on a server of their own has no contract and gets no invoices for it.',
  input: z.object({}),
  async run(ctx) {
    const [kept] = await all(ctx, Contract)
    return { hosting: 'self-hosted' as const, contract: kept ? shown(ctx, kept) : null }
  },
})

export const changeParty = action({
  http: 'PUT /contract',
  right: 'contract.manage',
  says: 'Keeps the details of the party of the contract; what is left out stays as it was.',
  input: z.strictObject({ ...changesOf(Contract, partyFields), version }),
  async run(ctx, { version: seen, ...given }) {
    const before = await lockContract(ctx)
    const after = { ...before, ...given }
    if (!after.name) refuseField('name', 'contract.name-needed')
    if (!isCountry(after.country)) refuseField('country', 'country.unknown')
    if (after.cocNumber && !isCocNumber(after.cocNumber, after.country))
      refuseField('cocNumber', 'organisation.coc-wrong')
    const values = { ...given, ...(given.vatNumber ? { vatNumber: vatNumberOf(given.vatNumber) } : {}) }
    return keep(ctx, 'contract.changed', before, values, seen)
  },
})

export const changePayment = action({
  http: 'PUT /contract/payment',
  right: 'contract.manage',
  stepUp: true,
  says: 'Sets how the contract is paid; a mandate that is left takes its account along.',
  input: z.strictObject({ ...changesOf(Contract, ['paymentMethod', ...mandateFields]), version }),
  async run(ctx, { version: seen, ...given }) {
    const before = await lockContract(ctx)
    if (!before.name) refuse('contract.name-needed')
    const paymentMethod = given.paymentMethod ?? before.paymentMethod
    const mandate: Mandate =
      paymentMethod === 'mandate'
        ? mandateOf(ctx, {
            ...before,
            ...given,
            ...(given.iban ? { iban: sealedIban(ctx, before.id, given.iban) } : {}),
          })
        : { iban: null, ibanHolder: null, mandateReference: null, mandateDay: null }
    return keep(ctx, 'contract.payment-changed', before, { paymentMethod, ...mandate }, seen)
  },
})

/** A whole mandate or a refusal at the field that lacks (SEPA Core rulebook, AT-01, AT-07, AT-14 and AT-25). */
function mandateOf(ctx: Ctx, given: Mandate): Mandate {
  for (const name of mandateFields)
    if (!given[name]) refuseField(name, 'contract.mandate-needs', { label: Contract.fields[name].words })
  if (!/^[A-Za-z0-9+?/:().,'-]+$/.test(given.mandateReference!))
    refuseField('mandateReference', 'contract.reference-wrong')
  if (given.mandateDay! > dayOf(ctx.now)) refuseField('mandateDay', 'contract.signed-ahead')
  const { iban, ibanHolder, mandateReference, mandateDay } = given
  return { iban, ibanHolder, mandateReference, mandateDay }
}

async function keep(
  ctx: Ctx,
  event: 'contract.changed' | 'contract.payment-changed',
  before: Contract,
  values: Partial<Contract>,
  seen: number | null | undefined,
) {
  const after = shown(ctx, await changeContract(ctx, before.id, values, seen ?? undefined))
  ctx.emit(event, before.id, { changes: differences(Contract, shown(ctx, before), after) })
  return after
}

const subject = (id: string) => `contract:${id}`

function sealedIban(ctx: Ctx, id: string, typed: string): string {
  const iban = ibanOf(typed)
  const country = iban.slice(0, 2)
  if (!isSEPACountry(country)) refuseField('iban', 'contract.no-sepa-country', { country })
  return ctx.seal(subject(id), iban)
}

const shown = (ctx: Ctx, contract: Contract): Contract => ({
  ...contract,
  iban: contract.iban && maskedIban(ctx.unseal(subject(contract.id), contract.iban)),
})
