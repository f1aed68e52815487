/** The words of a new or changed name are learned, so that it is found even when it is typed wrongly. */
import { learnNames } from '../modules/organisations/actions.ts'
import { findContact, findOrganisation } from '../modules/organisations/reads.ts'
import { reaction } from '../platform/workflow.ts'

export const learnNewNames = reaction({
  name: 'learn-new-names',
  on: ['contact.created', 'contact.changed', 'organisation.created', 'organisation.changed'],
  async run(ctx, event) {
    const find = event.kind.startsWith('contact.') ? findContact : findOrganisation
    const found = await find(ctx, event.about)
    if (found) await learnNames(ctx, [found.name])
  },
})
