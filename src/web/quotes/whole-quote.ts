/** A quote as its page reads it. */
import type { Answered } from '../calls.ts'

export type WholeQuote = Answered<'GET /quotes/:quote'>
