/** The door over http without a socket: a town behind it, what it logged, and people who come in. */
import { after } from 'node:test'
import type { InjectOptions, LightMyRequestResponse } from 'fastify'
import { rightWords } from '../../src/entry/catalogue.ts'
import { openHttp } from '../../src/entry/http.ts'
import { authenticate } from '../../src/entry/sign-in.ts'
import { openLog } from '../../src/platform/log.ts'
import { openTown, password } from './people.ts'

export async function openDoor() {
  const town = await openTown(rightWords().keys())
  const logged: string[] = []
  const app = await openHttp({
    machine: town.machine,
    log: openLog((line) => logged.push(line)),
    authenticate: (asked) => authenticate(town.machine, asked, town.allRights),
    isReady: async () => true,
    metrics: async () => '',
    webFolder: '/nowhere',
    trustedProxies: [],
  })
  after(() => app.close())

  const ask = (
    method: string,
    url: string,
    payload?: object | string,
    headers: Record<string, string> = {},
  ): Promise<LightMyRequestResponse> =>
    app.inject({
      method,
      url: `/api${url}`,
      headers: { origin: 'http://localhost', host: 'localhost', ...headers },
      ...(payload === undefined ? {} : { payload }),
    } as InjectOptions)

  let count = 0
  /** A business of its own, and its first user signed in. */
  async function shop() {
    const email = `eva${++count}@winkel${count}.example`
    const { tenant, admin } = await town.business(`Winkel ${count}`, email)
    const answer = await ask('POST', '/session', { email, password })
    const cookie = String(answer.headers['set-cookie']).split(';')[0]!
    return { tenant, admin, email, cookie, answer }
  }
  return { town, app, logged, ask, shop }
}
