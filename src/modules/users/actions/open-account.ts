/** A colleague who can sign in at once, without an invitation by mail: for whoever installs the program. */
import type { Ctx } from '../../../platform/context.ts'
import { all } from '../../../platform/rows.ts'
import { refuseField } from '../../../base/refusal.ts'
import { Role, type User } from '../schema.ts'
import { hashPassword } from '../secrets.ts'
import { addLogin, addUser } from '../writes.ts'

export async function openAccount(
  ctx: Ctx,
  account: {
    readonly name: string
    readonly email: string
    readonly preset: string
    readonly password: string
  },
): Promise<User> {
  const [role] = await all(ctx, Role, { preset: account.preset })
  if (!role) throw new Error(`no role is called ${account.preset}`)
  const email = account.email.toLowerCase()
  const user = await addUser(ctx, {
    name: account.name,
    email,
    role: role.id,
    state: 'active',
    language: 'nl',
  })
  if (!(await addLogin(ctx, user, await hashPassword(account.password))))
    refuseField('email', 'user.email-taken')
  ctx.emit('user.joined', user.id, { name: account.name, email })
  return user
}
