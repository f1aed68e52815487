/** Which location serves which order line. Pure. */
import type { Milli } from '../../base/money.ts'

/** Something wanted of a product, in the order in which it is to be served. */
export type Want = { readonly line: string; readonly product: string; readonly quantity: Milli }
/** What is free of a product at a location; given first choice first. */
export type Free = { readonly product: string; readonly location: string; readonly free: Milli }
export type Promise_ = {
  readonly line: string
  readonly product: string
  readonly location: string
  readonly quantity: Milli
}

/**
 * Serves each want from the first location that has all of it, else takes what there is, first choice first.
 * A line is split over locations only when no single one can serve it.
 */
export function allocate(wants: readonly Want[], levels: readonly Free[]): Promise_[] {
  const left = new Map<string, { location: string; free: Milli }[]>()
  for (const { product, location, free } of levels) {
    const places = left.get(product) ?? []
    places.push({ location, free })
    left.set(product, places)
  }
  const promises: Promise_[] = []
  for (const { line, product, quantity } of wants) {
    const places = left.get(product) ?? []
    const whole = places.find((place) => place.free >= quantity)
    let open = quantity
    for (const place of whole ? [whole] : places) {
      const taken = Math.min(open, Math.max(0, place.free))
      if (taken <= 0) continue
      place.free -= taken
      open -= taken
      promises.push({ line, product, location: place.location, quantity: taken })
    }
  }
  return promises
}
