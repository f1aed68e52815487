/** The ports of the program itself, that workflows open by name: what goes outside but to no connection. */
import type { Config } from './config.ts'
import type { Machine } from '../platform/machine.ts'

export async function openPorts(_config: Config, _machine: Machine, _stops: (() => Promise<void>)[]): Promise<Readonly<Record<string, unknown>>> {
  return {}
}
