/** Where forms that point at other records find them. */
import { call } from '../api.ts'
import { plainSource } from './plain-source.ts'
import type { LinkSource } from '../ui/link-input.tsx'

export const businesses = plainSource('/businesses', 'tradeName')
export const locations = plainSource('/locations', 'name')
export const channels = plainSource('/channels', 'name')
export const brands = plainSource('/brands', 'name')

export const organisations = plainSource('/organisations', 'name', 2)

/** The carriers that are connected; there are never many. */
export const carriers: LinkSource = {
  find: async (search) => (await allCarriers()).filter(({ label }) => holds(label, search)),
  name: async (id) => (await allCarriers()).find((carrier) => carrier.id === id)?.label ?? '–',
}

const allCarriers = async () =>
  (await call('GET /connections', {})).rows
    .filter(({ kind }) => kind === 'carrier')
    .map(({ id, name }) => ({ id, label: name }))

/** The labels of who buys, each with its group; there are as many as a chooser can show. */
export const buyersLabels: LinkSource = {
  find: async (search) => (await allBuyersLabels()).filter(({ label }) => holds(label, search)),
  name: async (id) => (await allBuyersLabels()).find((one) => one.id === id)?.label ?? '–',
}

const allBuyersLabels = async () =>
  (await call('GET /label-tree', {})).rows
    .filter(({ level }) => level !== 'order')
    .flatMap((group) =>
      group.subgroups.flatMap((subgroup) =>
        subgroup.labels.map(({ id, name }) => ({ id, label: `${name} (${group.name} – ${subgroup.name})` })),
      ),
    )

export const customerGroups = plainSource('/customer-groups', 'name')

export const users: LinkSource = {
  find: async (search) =>
    (await call('GET /users', { limit: 20, ...(search ? { search } : {}) })).rows.map(({ id, name }) => ({
      id,
      label: name,
    })),
  name: async (id) => (await call('GET /users/:user', { user: id })).name,
}

export const roles: LinkSource = {
  find: async (search) => (await allRoles()).filter(({ label }) => holds(label, search)),
  name: async (id) => (await allRoles()).find((role) => role.id === id)?.label ?? '–',
}

const allRoles = async () => (await call('GET /roles', {})).rows.map(({ id, name }) => ({ id, label: name }))

const holds = (label: string, search: string) => label.toLowerCase().includes(search.trim().toLowerCase())
