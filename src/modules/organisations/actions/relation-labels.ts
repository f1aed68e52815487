/** What one may ask of labels: groups, subgroups, labels, and who wears which (I-10). */
import { z } from 'zod'
import { refuse, refuseField } from '../../../base/refusal.ts'
import { action } from '../../../platform/action.ts'
import { can } from '../../../platform/context.ts'
import { standard } from '../../../platform/standard.ts'
import { findContact, findOrganisation, labelsByIds, labelTree, wornLabels } from '../reads.ts'
import { hasLetter } from '../rules.ts'
import { Label, LabelGroup, labelLevels, LabelSubgroup, rights } from '../schema.ts'
import { keepLabels } from '../writes.ts'

type Level = keyof typeof labelLevels
const levels = Object.keys(labelLevels) as [Level, ...Level[]]

export const {
  list: listLabelGroups,
  create: createLabelGroup,
  change: changeLabelGroup,
} = standard(LabelGroup, '/label-groups', {
  noun: 'label-group',
  area: 'labels',
  sort: 'name',
  filters: ['level', 'isArchived'],
})

export const {
  list: listLabelSubgroups,
  create: createLabelSubgroup,
  change: changeLabelSubgroup,
} = standard(LabelSubgroup, '/label-subgroups', {
  noun: 'label-subgroup',
  area: 'labels',
  sort: 'name',
  filters: ['labelGroup', 'isArchived'],
})

export const {
  list: listLabels,
  create: createLabel,
  change: changeLabel,
} = standard(Label, '/labels', {
  noun: 'label',
  area: 'labels',
  search: ['name'],
  sort: 'name',
  filters: ['subgroup', 'isArchived'],
  async check(_ctx, changes) {
    if (changes.name !== undefined && !hasLetter(changes.name)) refuseField('name', 'label.needs-letter')
    return changes
  },
})

export const getLabelTree = action({
  http: 'GET /label-tree',
  right: 'labels.see',
  says: 'Label groups with their subgroups and labels; of one level, or of all.',
  input: z.object({ level: z.enum(levels).optional() }),
  run: async (ctx, input) => ({ rows: await labelTree(ctx, input.level ?? null) }),
})

export const getLabelsOf = action({
  http: 'GET /labelled/:about',
  right: 'labels.see',
  says: 'The labels that count for an organisation, customer or order; those of the organisation count for its contacts.',
  input: z.object({ about: z.uuid() }),
  run: async (ctx, input) => ({ rows: await wornLabels(ctx, input.about) }),
})

export const setLabels = action({
  http: 'PUT /labelled/:level/:about',
  right: 'labels.see',
  says: 'Leaves exactly these labels on it. Asks the right to change customers, or orders.',
  input: z.strictObject({ level: z.enum(levels), about: z.uuid(), labels: z.array(z.uuid()).max(100) }),
  async run(ctx, { level, about, labels }) {
    const right = level === 'order' ? 'orders.change' : 'customers.manage'
    if (!can(ctx.actor, right)) refuse('right.not-allowed', { right: rights[right] ?? labelLevels.order })
    const subject =
      level === 'organisation'
        ? await findOrganisation(ctx, about)
        : level === 'contact'
          ? await findContact(ctx, about)
          : await orderNamed(ctx, about)
    if (!subject) refuse('record.not-found', { what: level })
    const wanted = [...new Set(labels)]
    const known = await labelsByIds(ctx, wanted)
    if (known.length < wanted.length) refuse('record.link-not-found')
    const wrong = known.find((label) => label.level !== level)
    if (wrong) refuseField('labels', 'label.wrong-level', { name: wrong.name, level: labelLevels[level] })
    const { added, removed } = await keepLabels(ctx, about, wanted)
    if (added + removed > 0)
      ctx.emit('labels.set', about, { name: subject.name, labels: known.map((label) => label.name) })
    return { rows: await wornLabels(ctx, about) }
  },
})

/** Orders stand above; only whether there is one is looked up. */
const orderNamed = (ctx: Parameters<typeof findContact>[0], id: string) =>
  ctx.db.one<{ name: string }>('select number as name from orders where tenant_id = $1 and id = $2', [id])
