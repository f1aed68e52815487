/** What is looked at before an organisation, address or business is kept; each no names its field and the way out. */
import { z } from 'zod'
import { endpointSchemes, isNumberRight } from '../../base/peppol-number.ts'
import { refuse, refuseField } from '../../base/refusal.ts'
import { vatLettersOf } from '../../base/vat-number.ts'
import { can, type Ctx } from '../../platform/context.ts'
import {
  isBic,
  isTaxNumber,
  isVatNumberElsewhere,
  postcodeInstead,
  readIban,
  readVatNumber,
} from './identifiers.ts'
import {
  isCocNumber,
  isCountry,
  isCurrency,
  isTimeZone,
  lawfulColumns,
  maskedIban,
  phoneKey,
  postcodeKey,
  unknownRole,
  unknownRoute,
} from './rules.ts'
import {
  Organisation,
  invoiceColumns,
  invoiceRoutes,
  organisationRoles,
  rights,
  type Address,
  type Business,
} from './schema.ts'

type Changes<T> = { [K in keyof T]?: T[K] | undefined }

const moneyFields = Object.entries(Organisation.fields).flatMap(([name, field]) =>
  field.options.right ? [name] : [],
)

/** Whoever may not see money may not write it either (reliability S4). */
export function checkMoneyRight(ctx: Ctx, given: object): void {
  if (
    moneyFields.some((name) => (given as Record<string, unknown>)[name] !== undefined) &&
    !can(ctx.actor, 'customers.money')
  ) {
    refuse('right.not-allowed', { right: rights['customers.money'] })
  }
}

/** An organisation as this reader may see it. */
export function veiled(ctx: Ctx, row: Organisation): Organisation {
  if (can(ctx.actor, 'customers.money')) return row
  return {
    ...row,
    creditLimit: null,
    iban: row.iban && maskedIban(row.iban),
    ibanHolder: null,
    mandateReference: null,
    mandateDay: null,
  }
}

/** Checks what was given against what was there, and completes it. */
export function checkOrganisation(
  given: Changes<Organisation>,
  before: Organisation | null,
): Changes<Organisation> {
  const after = { ...before, ...defined(given) } as Partial<Organisation>
  const country = after.country ?? 'NL'
  if (given.country !== undefined && !isCountry(country)) refuseField('country', 'country.unknown')
  if (given.currency !== undefined && !isCurrency(given.currency)) refuseField('currency', 'currency.unknown')
  if (
    (given.cocNumber !== undefined || given.country !== undefined) &&
    after.cocNumber &&
    !isCocNumber(after.cocNumber, country)
  )
    refuseField('cocNumber', 'organisation.coc-wrong')
  checkChoices(given)
  if (given.invoiceRoutes || given.peppolScheme !== undefined || given.peppolId !== undefined)
    checkRoutes(after)
  if (given.peppolScheme !== undefined || given.peppolId !== undefined) checkPeppol(after)
  if (given.mandateReference && !after.iban)
    refuseField('mandateReference', 'organisation.mandate-needs-iban')
  return {
    ...given,
    ...(given.vatNumber ? { vatNumber: vatNumberOf(given.vatNumber) } : {}),
    ...(given.iban ? { iban: ibanOf(given.iban) } : {}),
    ...(given.phone === undefined ? {} : { phoneKey: phoneKey(given.phone) || null }),
    ...(given.roles ? { roles: [...new Set(given.roles)] } : {}),
    ...(given.invoiceRoutes ? { invoiceRoutes: [...new Set(given.invoiceRoutes)] } : {}),
  }
}

function checkChoices(given: Changes<Organisation>): void {
  if (given.roles && given.roles.length === 0) refuseField('roles', 'organisation.role-needed')
  if (given.roles && unknownRole(given.roles))
    refuseField('roles', 'organisation.role-unknown', { values: Object.keys(organisationRoles).join(', ') })
  if (given.invoiceRoutes && unknownRoute(given.invoiceRoutes))
    refuseField('invoiceRoutes', 'organisation.route-unknown', {
      values: Object.keys(invoiceRoutes).join(', '),
    })
  const wrong = given.billingEmails?.find((address) => !z.email().safeParse(address).success)
  if (wrong !== undefined) refuseField('billingEmails', 'organisation.email-wrong', { email: wrong })
}

/** Peppol needs somebody to send to; the portal alone goes with nothing else. */
function checkRoutes(after: Partial<Organisation>): void {
  const routes = after.invoiceRoutes ?? []
  if (routes.includes('peppol') && !(after.peppolScheme && after.peppolId))
    refuseField('peppolId', 'organisation.route-needs-peppol')
  if (routes.includes('portal') && routes.length > 1)
    refuseField('invoiceRoutes', 'organisation.route-portal-alone')
}

/** An address on Peppol is a register of its list and a number that can stand in it. */
function checkPeppol({
  peppolScheme: scheme,
  peppolId: id,
}: Partial<Pick<Business, 'peppolScheme' | 'peppolId'>>): void {
  if (!scheme && !id) return
  if (!scheme || !id) return refuseField(scheme ? 'peppolId' : 'peppolScheme', 'peppol.half')
  if (!endpointSchemes.has(scheme)) refuseField('peppolScheme', 'peppol.scheme-unknown', { scheme })
  if (!/^[0-9A-Za-z:.-]+$/.test(id) || !isNumberRight({ scheme, id }))
    refuseField('peppolId', 'peppol.number-wrong', { scheme, number: id })
}

export function vatNumberOf(typed: string): string {
  const read = readVatNumber(typed)
  if (read.kind === 'good') return read.number
  return read.kind === 'wrong'
    ? refuseField('vatNumber', 'organisation.vat-number-wrong', { country: read.country })
    : refuseField('vatNumber', 'organisation.vat-country-unknown')
}

export function ibanOf(typed: string): string {
  const read = readIban(typed)
  if (read.kind === 'good') return read.iban
  return read.kind === 'wrong'
    ? refuseField('iban', 'iban.wrong')
    : refuseField('iban', 'iban.country-unknown', { country: read.country })
}

export function bicOf(typed: string): string {
  const bic = typed.replace(/\s/g, '').toUpperCase()
  return isBic(bic) ? bic : refuseField('bic', 'bic.wrong')
}

export function checkAddress(given: Changes<Address>, before: Address | null): Changes<Address> {
  if (given.country !== undefined && !isCountry(given.country)) refuseField('country', 'country.unknown')
  const after = { ...before, ...defined(given) } as Partial<Address>
  return {
    ...given,
    postcodeKey: after.postcode
      ? postcodeKey(after.postcode, `${after.houseNumber ?? ''}${after.houseNumberSuffix ?? ''}`)
      : '',
  }
}

/** Whether a new or changed business can be on an invoice: its numbers, its money, its clock. */
export function checkBusiness(given: Changes<Business>, before: Business | null): Changes<Business> {
  const country = given.country ?? before?.country ?? 'NL'
  if (given.country !== undefined && !isCountry(country)) refuseField('country', 'country.unknown')
  if (given.currency !== undefined && !isCurrency(given.currency)) refuseField('currency', 'currency.unknown')
  if (given.timeZone !== undefined && !isTimeZone(given.timeZone))
    refuseField('timeZone', 'time-zone.unknown')
  if (given.cocNumber && !isCocNumber(given.cocNumber, country))
    refuseField('cocNumber', 'organisation.coc-wrong')
  const vatNumber = given.vatNumber && vatNumberOf(given.vatNumber)
  checkPlace(given, { ...before, ...defined(given), ...(vatNumber ? { vatNumber } : {}), country })
  const taxNumber = given.taxNumber === undefined ? before?.taxNumber : given.taxNumber
  if ((given.taxNumber || given.country) && taxNumber && !isTaxNumber(taxNumber, country))
    refuseField('taxNumber', 'business.tax-number-wrong')
  if (given.peppolScheme !== undefined || given.peppolId !== undefined)
    checkPeppol({ ...before, ...defined(given) })
  const { invoiceColumns: chosen } = given
  if (chosen?.some((column) => !(column in invoiceColumns)))
    refuseField('invoiceColumns', 'invoice-column.unknown', {
      values: Object.keys(invoiceColumns).join(', '),
    })
  if (chosen && lawfulColumns.some((column) => !chosen.includes(column)))
    refuseField('invoiceColumns', 'invoice-column.needed')
  return {
    ...given,
    ...(vatNumber ? { vatNumber } : {}),
    ...(given.iban ? { iban: ibanOf(given.iban) } : {}),
    ...(given.bic ? { bic: bicOf(given.bic) } : {}),
  }
}

/** What of a business must fit its country, looked at when one of the two changes. */
function checkPlace(
  given: Changes<Business>,
  { country, postcode, vatNumber }: Partial<Business> & { country: string },
): void {
  const instead = postcode && postcodeInstead(postcode, country)
  if ((given.postcode || given.country) && instead)
    refuseField('postcode', 'business.postcode-wrong', { example: instead })
  if (
    (given.vatNumber || given.country) &&
    vatNumber &&
    isVatNumberElsewhere(vatNumber, country, postcode ?? '')
  )
    refuseField('vatNumber', 'business.vat-number-elsewhere', { letters: vatLettersOf(country, postcode) })
}

const defined = (given: object): object =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
