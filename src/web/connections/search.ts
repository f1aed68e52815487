/** What the connect wizard keeps in the address: the chosen system. */

export const connectSearch = ({ system }: Record<string, unknown>): { system?: string } =>
  typeof system === 'string' && /^[a-z0-9-]{1,80}$/.test(system) ? { system } : {}
