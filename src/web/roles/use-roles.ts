/** The roles, each called in the reader's language. */
import { useMemo } from 'react'
import { roleName } from '../../modules/users/rules.ts'
import type { Answered } from '../calls.ts'
import { useRead } from '../queries.ts'
import { useLang } from '../ui/lang.tsx'

export type Role = Answered<'GET /roles'>['rows'][number]

export function useRoles(isEnabled = true) {
  const lang = useLang()
  const found = useRead('GET /roles', {}, { isEnabled })
  const { data } = found
  const rows = useMemo<readonly Role[] | undefined>(
    () =>
      data?.rows
        .map((role) => ({ ...role, name: roleName(role, lang) }))
        .toSorted((one, other) => one.name.localeCompare(other.name, lang)),
    [data, lang],
  )
  return { found, rows }
}
