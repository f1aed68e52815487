/** The merchant's own mark in the bar at the top: the logo of the back office, or its name. */
import { fileUrl } from '../api.ts'
import { useRead } from '../queries.ts'
import { useMe } from '../session.ts'

export function HouseMark() {
  const { tenant } = useMe()
  const style = useRead('GET /house-style', {}, { staleMs: 300_000 }).data
  const name = style?.name || tenant.name || 'Pakhuis'
  // The file's id makes a new logo a new address, which no browser has kept an old picture of.
  return style?.logo ? (
    <img
      src={fileUrl('GET /house-style/logo', { file: style.logo })}
      alt={name}
      style={{ display: 'block', maxHeight: 28, maxWidth: 140 }}
    />
  ) : (
    name
  )
}
