/** How a call to Magento ended, and what is said no to, with words for the merchant. */
import { words, type Words } from '../../base/words.ts'
import type { Outcome } from '../../contracts/connector.ts'
import type { Written } from './client.ts'

export type Refused = Extract<Outcome<never>, { kind: 'refused' }>

/** What can be sold of a sku, in whole pieces. */
export type Level = { readonly sku: string; readonly available: number }
export type Answered = { readonly sku: string; readonly outcome: Outcome<null> }

export const refusal = (code: string, said: Words): Refused => ({
  kind: 'refused',
  code,
  text: said.en,
  words: said,
})

/** Their own words, in the language of the shop. */
export const refusedBy = (no: { readonly status: number; readonly text: string }): Refused => ({
  kind: 'refused',
  code: `http-${no.status}`,
  text: no.text,
})

/** A write that gives nothing back. */
export function doneBy(written: Written): Outcome<null> {
  if (written.kind === 'no') return refusedBy(written)
  return written.kind === 'ok' ? { kind: 'ok', value: null } : written
}

/** Shells around other products: a stock of their own they have not. */
export const isComposite = (type: string | null) => ['configurable', 'bundle', 'grouped'].includes(type ?? '')

export const unknownWords = words(
  'De webshop kent dit artikelnummer niet.',
  'The webshop does not know this SKU.',
)
export const compositeWords = words(
  'Dit is in de webshop een samengesteld artikel. Zet de voorraad van de delen.',
  'This is a composite product in the webshop. Set the stock of its parts.',
)
export const addressWords = words(
  'De webserver van de webshop neemt dit artikelnummer niet aan in een adres. Sta daar %2F toe, of kies een ander nummer.',
  'The webshop’s web server does not accept this SKU in an address. Allow %2F there, or choose another SKU.',
)
