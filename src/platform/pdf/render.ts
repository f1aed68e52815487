/** Documents as PDF for the whole program: one press, opened at the first document. */
import type { Piece } from './merge.ts'
import { openPress, type Merged, type Press, type RenderOptions, type Template } from './press.ts'

let press: Press | null = null

/** A document as PDF/A bytes; text in `data` is only ever text, whatever it holds. */
export function render<D>(by: Template<D>, data: D, options: RenderOptions): Promise<Uint8Array> {
  press ??= openPress()
  return press.render(by, data, options)
}

/** A document as an SVG picture, all of its pages below each other. */
export function draw<D>(by: Template<D>, data: D): Promise<Uint8Array> {
  press ??= openPress()
  return press.draw(by, data)
}

/** One PDF of many, in the order given: invoices of a day, labels along the walk. */
export function merge(pieces: readonly Piece[]): Promise<Merged> {
  press ??= openPress()
  return press.merge(pieces)
}

/** Ends the workers; the next document opens new ones. */
export async function stopPdf(): Promise<void> {
  const stopping = press
  press = null
  await stopping?.stop()
}
