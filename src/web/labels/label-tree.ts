/** Label groups with their subgroups and labels, as the server answers them. */
import type { Answered } from '../calls.ts'

export type LabelGroupRow = Answered<'GET /label-tree'>['rows'][number]
