/** Access tokens for programs that prefer them to a key: OAuth 2.0 client credentials (RFC 6749, section 4.4). */
import { z } from 'zod'
import { refuse } from '../../../base/refusal.ts'
import { action } from '../../../platform/action.ts'
import { enterByKey, sealToken } from '../entering.ts'
import { networkOf } from '../network.ts'
import { guarded } from './session.ts'

/** Long enough not to ask at every call, short enough that a lost token does little. */
const tokenSeconds = 3600

type GivenToken = { access_token: string; token_type: 'Bearer'; expires_in: number; scope: string }

export const giveToken = action({
  http: 'POST /oauth/token',
  right: 'public',
  shownOnce: true,
  says: "Gives a program an access token for an hour: its key's id and secret as client_id and client_secret, in the body or as HTTP Basic, and perhaps fewer rights as scope. Takes a form or JSON.",
  input: z.object({
    grant_type: z.literal('client_credentials'),
    client_id: z.uuid(),
    client_secret: z.string().min(1).max(200),
    scope: z.string().max(20_000).optional(),
  }),
  async run(ctx, input): Promise<GivenToken> {
    const asked = input.scope?.split(' ').filter(Boolean) ?? []
    const endsAt = new Date(ctx.now.getTime() + tokenSeconds * 1000)
    const token = sealToken(ctx, {
      key: input.client_id,
      secret: input.client_secret,
      scopes: asked.length > 0 ? asked : null,
      endsAt,
    })
    let held: readonly string[] = []
    const { address } = ctx.actor
    // Counted per place that asks: who knows a key's id cannot lock the key for others.
    await guarded(ctx, 'oauth', `${input.client_id} ${address ? networkOf(address) : ''}`, async () => {
      const key = await enterByKey(ctx, input.client_secret)
      if (key?.id !== input.client_id) return 'session.wrong-key'
      held = key.scopes
      return null
    })
    const scope = asked.find((one) => !held.includes(one))
    if (scope) refuse('api-key.scope', { scope })
    return {
      access_token: token,
      token_type: 'Bearer',
      expires_in: tokenSeconds,
      scope: (asked.length > 0 ? asked : held).join(' '),
    }
  },
})
