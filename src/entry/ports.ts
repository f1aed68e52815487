/** The ports of the program itself, that workflows open by name: what goes outside but to no connection. */
import type { Config } from './config.ts'
import type { Machine } from '../platform/machine.ts'
import { noMailServer, openSmtp, tellMailServer } from '../platform/mail/smtp.ts'

export async function openPorts(
  config: Config,
  _machine: Machine,
  stops: (() => Promise<void>)[],
): Promise<Readonly<Record<string, unknown>>> {
  const mail = config.smtpUrl ? openSmtp(config.smtpUrl, config.mailFrom) : noMailServer
  tellMailServer(config.smtpUrl !== null)
  stops.push(async () => mail.close())
  return { mail }
}
