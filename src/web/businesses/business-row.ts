/** An own business as the server answers it. */
import type { Answered } from '../calls.ts'

export type BusinessRow = Answered<'GET /businesses/:id'>
