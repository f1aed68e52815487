/** Code 128, the barcode of parcels and slips: a text as bars and spaces. */
import JsBarcode from 'jsbarcode'

/** A Code 128 as the widths of bar and space in turn, in modules. */
export function code128(text: string): number[] {
  const drawn: { encodings?: readonly { readonly data: string }[] } = {}
  JsBarcode(drawn, text, { format: 'CODE128' })
  const modules = (drawn.encodings ?? []).map(({ data }) => data).join('')
  return [...modules.matchAll(/1+|0+/g)].map(([run]) => run.length)
}
