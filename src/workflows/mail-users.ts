/** Invitations, new passwords and new addresses reach their users by mail; the secret in the link stays sealed until it is sent. */
import { makeMail } from '../modules/messages/compose.ts'
import { noContents } from '../modules/messages/variables.ts'
import { linkToMail, tenantName } from '../modules/users/reads.ts'
import { reaction } from '../platform/workflow.ts'

const kinds = {
  invite: { event: 'user.invited', page: 'invitation' },
  reset: { event: 'user.reset', page: 'new-password' },
  email: { event: 'user.email', page: 'new-email' },
} as const

export const mailUsers = reaction({
  name: 'mail-users',
  on: ['user.invited', 'user.reset-asked', 'user.email-asked'],
  async run(ctx, event) {
    const link = await linkToMail(ctx, String(event.detail.link))
    if (!link) return
    if (!link.publicUrl) throw new Error('the address of this program is not known: set PUBLIC_URL')
    const kind = kinds[link.kind]
    await makeMail(ctx, {
      event: kind.event,
      about: event.about,
      aboutKind: 'users',
      version: String(event.detail.link),
      channel: null,
      business: null,
      language: link.language,
      to: { name: link.name, address: link.email },
      contents: {
        ...noContents,
        business: { ...noContents.business, name: await tenantName(ctx) },
        user: { name: link.name },
      },
      secretLink: `${link.publicUrl}/${kind.page}#${link.secret}`,
      isPrompt: true,
    })
  },
})
