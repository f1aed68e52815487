/** A forgotten password: a link by mail, which works once and does not skip the second step. */
import { z } from 'zod'
import { refuse } from '../../../base/refusal.ts'
import { action, type SessionAnswer } from '../../../platform/action.ts'
import type { Ctx } from '../../../platform/context.ts'
import { nobodys } from '../../../platform/database.ts'
import { networkOf } from '../network.ts'
import { lockLogin, loginOf, loginOfUser, openLink } from '../reads.ts'
import { linkMinutes } from '../rules.ts'
import {
  accountSubject,
  addLink,
  countTry,
  endLinks,
  endSessionsOf,
  networkSubject,
  useLink,
} from '../writes.ts'
import {
  emailInput,
  keepNewPassword,
  passwordInput,
  secretInput,
  welcome,
  type Halfway,
  type SignedIn,
} from './session.ts'

export const askForReset = action({
  http: 'POST /password-reset',
  right: 'public',
  input: z.object({ email: emailInput }),
  says: 'Asks for a link to a new password. The answer is the same whether or not the address is known.',
  async run(ctx, input) {
    const { login, onlyTenant } = await loginOf(ctx, input.email)
    await ctx.db.enter(login?.home ?? onlyTenant ?? nobodys)
    await limitAsking(ctx, input.email)
    // For an unknown address everything is done too, with nobody to write to: the time taken tells nothing.
    const userId = login?.isOpen ? login.userId : null
    const { id } = await addLink(ctx, {
      kind: 'reset',
      minutes: linkMinutes,
      userId,
      email: input.email,
      toMail: true,
    })
    ctx.emit('user.reset-asked', userId ?? id, { link: id })
    return {}
  },
})

/** Every asking counts, not only the failed: it is somebody's mailbox that fills up. */
async function limitAsking(ctx: Ctx, email: string) {
  const { address } = ctx.actor
  const network = address ? [networkSubject('reset', networkOf(address))] : []
  const minutes = await countTry(ctx, [accountSubject('reset', email), ...network])
  if (minutes > 0) refuse('sign-in.too-many', { minutes })
}

export const chooseNewPassword = action({
  http: 'POST /password-reset/choose',
  right: 'public',
  input: z.object({ token: secretInput, password: passwordInput }),
  says: 'Sets a new password with the link of the mail; every session ends, the second step is asked for as always.',
  async run(ctx, input): Promise<SessionAnswer<SignedIn> | Halfway> {
    const link = await openLink(ctx, ['reset'], input.token)
    if (!link?.home || !link.userId) refuse('link.over')
    await ctx.db.enter(link.home)
    const found = await loginOfUser(ctx, link.userId)
    const login = found && (await lockLogin(ctx, found.id))
    // The link is bound to the address it was mailed to.
    if (!login?.isOpen || login.email !== link.email) refuse('link.over')
    await keepNewPassword(ctx, login, input.password, 'password')
    await useLink(ctx, link)
    await endLinks(ctx, login.userId, ['reset', 'second-factor', 'second-factor-setup'])
    await endSessionsOf(ctx, [login.userId])
    return welcome(ctx, login, 'password')
  },
})
