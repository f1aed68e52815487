/** Another e-mail address for oneself: it holds once the link that was mailed to it has been opened. */
import { z } from 'zod'
import { refuse, refuseField } from '../../../base/refusal.ts'
import { action } from '../../../platform/action.ts'
import type { Ctx } from '../../../platform/context.ts'
import { all, lock } from '../../../platform/rows.ts'
import { lockLogin, loginOfUser, openLink } from '../reads.ts'
import { linkMinutes } from '../rules.ts'
import { User } from '../schema.ts'
import { addLink, changeUser, endLinks, setEmail, useLink } from '../writes.ts'
import { emailInput, ownLogin, secretInput } from './session.ts'

export const askForOtherEmail = action({
  http: 'POST /session/email',
  right: 'signed-in',
  stepUp: true,
  input: z.object({ email: emailInput }),
  says: 'Mails a link to the new address; until it is opened the present address stays.',
  async run(ctx, input) {
    const login = await ownLogin(ctx)
    await isFreeHere(ctx, input.email)
    const { userId } = login
    const { id } = await addLink(ctx, {
      kind: 'email',
      minutes: linkMinutes,
      userId,
      email: input.email,
      toMail: true,
    })
    ctx.emit('user.email-asked', userId, { link: id })
    return {}
  },
})

async function isFreeHere(ctx: Ctx, email: string) {
  if ((await all(ctx, User, { email })).length > 0) refuseField('email', 'user.email-taken')
}

export const confirmOtherEmail = action({
  http: 'POST /email/confirm',
  right: 'public',
  input: z.object({ token: secretInput }),
  says: 'Takes the new address into use, with the link of the mail. Signing in goes with it from then on.',
  async run(ctx, input) {
    const link = await openLink(ctx, ['email'], input.token)
    if (!link?.home || !link.userId || !link.email) refuse('link.over')
    await ctx.db.enter(link.home)
    const user = await lock(ctx, User, link.userId)
    const found = await loginOfUser(ctx, user.id)
    const login = found && (await lockLogin(ctx, found.id))
    if (!login?.isOpen) refuse('link.over')
    await isFreeHere(ctx, link.email)
    if (!(await setEmail(ctx, login.id, link.email))) refuse('user.email-elsewhere')
    await changeUser(ctx, user.id, { email: link.email })
    await useLink(ctx, link)
    // A link to a new password that still lies in the old mailbox must not work any more.
    await endLinks(ctx, user.id, ['reset'])
    ctx.emit('user.email-changed', user.id, { changes: { email: [user.email, link.email] } })
    return { email: link.email }
  },
})
