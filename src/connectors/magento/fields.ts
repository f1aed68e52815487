/** Reading fields of their JSON, where every number is decimal text and empty is spelled in several ways. */
import { decimal, divide, type Cents, type Milli, type Price, type Rate } from '../../base/money.ts'
import { words } from '../../base/words.ts'
import { Misread } from '../../contracts/shop.ts'
import { isObject, type Json } from './client.ts'

export type Fields = { readonly [field: string]: Json }

/** `2026-11-21 19:04:11` is UTC. */
export function moment(written: string): Date {
  const at = new Date(`${written.replace(' ', 'T')}Z`)
  if (Number.isNaN(at.getTime()))
    throw new Misread(words(`“${written}” is geen tijdstip`, `“${written}” is not a time`))
  return at
}

/** As Magento writes times and wants them in a filter. */
export const momentText = (at: Date): string => at.toISOString().slice(0, 19).replace('T', ' ')

/** A field as text; missing, null and empty are all null. */
export function text(fields: Fields, name: string): string | null {
  const value = fields[name]
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null
}

export function needed(fields: Fields, name: string): string {
  const value = text(fields, name)
  if (value === null) throw new Misread(words(`het veld ${name} ontbreekt`, `the field ${name} is missing`))
  return value
}

/** A decimal as ten-thousandths; a missing one is 0 unless it is needed. */
export function ten(fields: Fields, name: string, isNeeded = false): Price {
  const value = isNeeded ? needed(fields, name) : text(fields, name)
  const read = value === null ? 0 : decimal(value, 4)
  if (read === null)
    throw new Misread(
      words(
        `in het veld ${name} staat “${value}”, en dat is geen bedrag`,
        `the field ${name} holds “${value}”, which is not an amount`,
      ),
    )
  return read
}

export const milli = (fields: Fields, name: string): Milli => Number(divide(BigInt(ten(fields, name)), 10n))
export const centsOf = (tens: number): Cents => Number(divide(BigInt(tens), 100n))
/** Their percentage in basis points. */
export const ratePercent = (fields: Fields, name: string): Rate =>
  Number(divide(BigInt(ten(fields, name)), 100n))

export function objectOf(json: Json, name: string): Fields {
  if (!isObject(json)) throw new Misread(words(`“${name}” is geen object`, `“${name}” is not an object`))
  return json
}

export const objectIn = (fields: Fields, name: string): Fields => {
  const value = fields[name]
  return isObject(value) ? value : {}
}

export const listOf = (fields: Fields, name: string): readonly Json[] => {
  const value = fields[name]
  return Array.isArray(value) ? value : []
}
